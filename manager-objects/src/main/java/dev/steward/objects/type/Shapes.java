package dev.steward.objects.type;

import dev.steward.objects.Value;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What of the creation arguments must agree when an object is found by name, in words: its shape, which has parts. A part
 * that was left out agrees with any. Stateless.
 */
public final class Shapes {

    /** What stands between the parts of a shape. */
    private static final String PART = ", ";

    private static final List<String> JOINABLE_DEFAULTS =
            List.of("unbounded", "any number of deliveries", "no queue for dead letters");

    private static final List<String> ARRAY_DEFAULTS = List.of("any type", "length 0");

    private Shapes() {}

    /** Returns whether an object of such a shape is what was asked for: each part that was given is one of its own. */
    public static boolean agrees(String shapeMade, @Nullable String asked) {
        return asked == null || List.of(shapeMade.split(PART)).containsAll(List.of(asked.split(PART)));
    }

    /** Returns the shape of an object that was made without saying more. */
    public static String ofDefaults(String typeId) {
        return switch (typeId) {
            case Catalogue.QUEUE -> "unbounded";
            case Catalogue.JOINABLE_QUEUE -> String.join(PART, JOINABLE_DEFAULTS);
            case Catalogue.ARRAY -> String.join(PART, ARRAY_DEFAULTS);
            case Catalogue.VALUE -> "any type";
            case Catalogue.SEMAPHORE -> "permits: 1, RETURN_ON_DEATH";
            case Catalogue.BOUNDED_SEMAPHORE -> "permits: 1";
            default -> "";
        };
    }

    /** Returns what an object has, also where the arguments leave it open; {@code given} is what they say. */
    static String made(CreationArguments arguments, @Nullable String given) {
        return switch (arguments.typeId()) {
            case Catalogue.JOINABLE_QUEUE -> joined(joinableParts(arguments), JOINABLE_DEFAULTS);
            case Catalogue.ARRAY -> joined(arrayParts(arguments), ARRAY_DEFAULTS);
            case Catalogue.SEMAPHORE -> "permits: " + arguments.permits() + PART + arguments.policy();
            default -> given == null ? ofDefaults(arguments.typeId()) : given;
        };
    }

    static @Nullable String ofQueue(CreationArguments given) {
        int capacity = given.capacity();
        if (given.orNull(0) == null) {
            return null;
        }
        return capacity == Integer.MAX_VALUE ? "unbounded" : "capacity " + capacity;
    }

    static @Nullable String ofJoinableQueue(CreationArguments given) {
        return joinedOrNull(joinableParts(given));
    }

    private static @Nullable String joinedOrNull(List<@Nullable String> parts) {
        String shape = joined(parts, List.of());
        return shape.isEmpty() ? null : shape;
    }

    private static List<@Nullable String> joinableParts(CreationArguments given) {
        int most = given.maxDeliveries();
        Value deadLetters = given.deadLetters();
        return Arrays.asList(
                ofQueue(given),
                most == 0 ? null : "at most " + most + " deliveries",
                deadLetters == null
                        ? null
                        : "dead letters to object " + deadLetters.references().get(0));
    }

    /** Joins the parts of a shape; what is null is the default, or left out where there are no defaults. */
    private static String joined(List<@Nullable String> parts, List<String> defaults) {
        StringJoiner shape = new StringJoiner(PART);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part != null) {
                shape.add(part);
            } else if (!defaults.isEmpty()) {
                shape.add(defaults.get(i));
            }
        }
        return shape.toString();
    }

    static @Nullable String ofCell(CreationArguments given) {
        String cellType = given.cellType();
        return cellType == null ? null : "type " + cellType;
    }

    static @Nullable String ofArray(CreationArguments given) {
        return joinedOrNull(arrayParts(given));
    }

    private static List<@Nullable String> arrayParts(CreationArguments given) {
        String length = given.orNull(1) == null ? null : "length " + given.length();
        return Arrays.asList(ofCell(given), length);
    }

    static @Nullable String ofSemaphore(CreationArguments given) {
        int permits = given.permits();
        String policy = given.orNull(1) == null ? null : given.policy().name();
        return given.orNull(0) == null ? policy : "permits: " + permits + (policy == null ? "" : PART + policy);
    }

    static String ofBarrier(CreationArguments given) {
        return "parties: " + given.parties() + (given.hasAction() ? ", an action" : ", no action");
    }
}
