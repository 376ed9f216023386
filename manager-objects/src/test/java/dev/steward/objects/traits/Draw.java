package dev.steward.objects.traits;

import dev.steward.api.ObjectId;
import dev.steward.api.PermitPolicy;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.BuiltInType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Draws arguments that fit their rows: small ones, and numbers that an object has told, such as stamps and tokens. */
public final class Draw {

    private static final int REMEMBERED = 12;

    private static final Set<String> STAMPS = Set.of("stamp", "sequence");

    private final Values values;
    private final SplittableRandom random;
    /** Numbers that came out of the object, the last ones. */
    private final List<Long> told = new ArrayList<>();

    /** Draws from a source of random numbers. */
    public Draw(Values values, SplittableRandom random) {
        this.values = values;
        this.random = random;
    }

    /** Notes the numbers in what an object has told. */
    public void remember(Value value) {
        Values.Kind kind = values.kindOf(value);
        if (kind == Values.Kind.INTEGER) {
            remember(values.asLong(value));
        } else if (kind == Values.Kind.LIST) {
            values.asList(value).forEach(this::remember);
        }
    }

    /** Notes a number that an object has told. */
    public void remember(long number) {
        told.add(number);
        if (told.size() > REMEMBERED) {
            told.remove(0);
        }
    }

    /** Returns one of some. */
    public <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** Returns a number from 0 to before the bound. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /**
     * Makes an object of a type with arguments that are drawn.
     *
     * @param made tries to make one, and throws a {@link OperationRefusal} if the arguments are out of range
     */
    public <T> T made(BuiltInType type, Function<List<Value>, T> made) {
        int least = type.leastCreationArguments();
        int most = type.creationArguments().size();
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int count = least + below(most - least + 1);
            try {
                return made.apply(arguments(type.creationArguments().subList(0, count)));
            } catch (OperationRefusal refused) {
                // What fits its row may still be out of range.
            }
        }
        throw new AssertionError("no arguments that fit the row of " + type + " make one: draw others in Draw");
    }

    /** Returns arguments that fit their rows. */
    public List<Value> arguments(List<Argument> row) {
        return row.stream().map(this::argument).toList();
    }

    private Value argument(Argument argument) {
        return switch (argument.kind()) {
            case ANY, ANY_NUMBER -> element();
            case TEXT -> text();
            case TEXT_OR_NULL -> random.nextBoolean() ? text() : values.nil();
            case BOOLEAN -> values.of(random.nextBoolean());
            case INTEGER -> values.of(STAMPS.contains(argument.toString()) ? stamp() : number());
            case COUNT -> values.of((long) random.nextInt(4));
            case TIMEOUT -> values.of(any(List.of(-1L, 0L, 500L)));
            case LOCK_TIMEOUT -> values.of(any(List.of(-2L, -1L, 0L, 500L)));
            case LIST -> list(random.nextInt(4));
            case PAIRS -> pairs(random.nextInt(3));
            case REFERENCE -> values.reference("queue", new ObjectId(99));
        };
    }

    private long number() {
        return told.isEmpty() || random.nextBoolean() ? random.nextInt(4) : any(told);
    }

    /** One that nobody has told is hardly ever right. */
    private long stamp() {
        return told.isEmpty() || random.nextInt(4) == 0 ? number() : any(told);
    }

    private Value text() {
        return random.nextInt(3) == 0
                ? values.of(any(List.of(PermitPolicy.values())).name())
                : values.of(any(List.of("a", "b", "c")));
    }

    /** Draws from a few: an operation that compares must find an equal one now and then. */
    public Value element() {
        return switch (random.nextInt(4)) {
            case 0 -> text();
            case 1 -> values.of(number());
            default -> values.of((long) random.nextInt(2));
        };
    }

    private Value list(int size) {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(element());
        }
        return values.listOf(elements);
    }

    private Value pairs(int size) {
        List<Value> elements = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            elements.add(text());
            elements.add(element());
        }
        return values.listOf(elements);
    }
}
