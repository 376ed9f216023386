package dev.steward.objects.type;

import dev.steward.objects.Value;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What of the creation arguments must agree when an object is found by name, in words: its shape, which has parts. A part
 * that was left out agrees with any. Stateless.
 */
public final class Shapes {

    /** What stands between the parts of a shape. */
    private static final String BETWEEN = ", ";

    /**
     * One part of a shape.
     *
     * @param asked what the arguments say, null if they leave it open
     * @param byDefault what an object has whose arguments left it open
     */
    private record Part(@Nullable String asked, String byDefault) {}

    private Shapes() {}

    /** Returns whether an object of such a shape is what was asked for: each part that was given is one of its own. */
    public static boolean agrees(String shapeMade, @Nullable String asked) {
        return asked == null || List.of(shapeMade.split(BETWEEN)).containsAll(List.of(asked.split(BETWEEN)));
    }

    /** Returns what the arguments say, or null if they leave all of it open. */
    static @Nullable String asked(CreationArguments given) {
        String shape = partsOf(given).stream()
                .map(Part::asked)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(BETWEEN));
        return shape.isEmpty() ? null : shape;
    }

    /** Returns what an object has that was made with the arguments, also where they leave it open. */
    static String made(CreationArguments given) {
        return partsOf(given).stream()
                .map(part -> part.asked() == null ? part.byDefault() : part.asked())
                .collect(Collectors.joining(BETWEEN));
    }

    private static List<Part> partsOf(CreationArguments given) {
        return switch (given.type()) {
            case QUEUE -> List.of(capacity(given));
            case JOINABLE_QUEUE -> List.of(capacity(given), deliveries(given), deadLetters(given));
            case VALUE -> List.of(cellType(given));
            case ARRAY -> List.of(cellType(given), length(given));
            case SEMAPHORE -> List.of(permits(given), policy(given));
            case BOUNDED_SEMAPHORE -> List.of(permits(given));
            case BARRIER -> List.of(parties(given), action(given));
            // What is made without arguments, or with its first elements alone.
            default -> List.of();
        };
    }

    private static Part capacity(CreationArguments given) {
        int capacity = given.capacity();
        String asked = capacity == Integer.MAX_VALUE ? "unbounded" : "capacity " + capacity;
        return new Part(given.orNull(0) == null ? null : asked, "unbounded");
    }

    private static Part deliveries(CreationArguments given) {
        int most = given.maxDeliveries();
        return new Part(most == 0 ? null : "at most " + most + " deliveries", "any number of deliveries");
    }

    private static Part deadLetters(CreationArguments given) {
        Value deadLetters = given.deadLetters();
        return new Part(
                deadLetters == null
                        ? null
                        : "dead letters to object " + deadLetters.references().get(0),
                "no queue for dead letters");
    }

    private static Part cellType(CreationArguments given) {
        String cellType = given.cellType();
        return new Part(cellType == null ? null : "type " + cellType, "any type");
    }

    private static Part length(CreationArguments given) {
        return new Part(given.orNull(1) == null ? null : "length " + given.length(), "length 0");
    }

    private static Part permits(CreationArguments given) {
        String permits = "permits: " + given.permits();
        return new Part(given.orNull(0) == null ? null : permits, permits);
    }

    private static Part policy(CreationArguments given) {
        String policy = given.policy().name();
        return new Part(given.orNull(1) == null ? null : policy, policy);
    }

    private static Part parties(CreationArguments given) {
        String parties = "parties: " + given.parties();
        return new Part(parties, parties);
    }

    private static Part action(CreationArguments given) {
        String action = given.hasAction() ? "an action" : "no action";
        return new Part(action, action);
    }
}
