package dev.steward.objects;

import java.util.List;

/**
 * One argument of an operation.
 *
 * @param name what it is called in sentences
 * @param kind what it must be
 */
public record Argument(String name, Kind kind) {

    /** What an argument must be; null is refused unless it says otherwise. */
    public enum Kind {
        /** Any value, null too. */
        ANY("any value"),
        /** A string. */
        TEXT("a string"),
        /** A string or null. */
        TEXT_OR_NULL("a string or null"),
        /** True or false. */
        BOOLEAN("true or false"),
        /** A whole number. */
        INTEGER("a whole number"),
        /** A whole number, not negative. */
        COUNT("a whole number of at least 0"),
        /** Nanoseconds, or -1 for ever. */
        TIMEOUT("nanoseconds of at least 0, or -1 for ever"),
        /** A list. */
        LIST("a list"),
        /** A list of key, value, key, value and so on. */
        PAIRS("a list of key, value, key, value...");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static Argument any(String name) {
        return new Argument(name, Kind.ANY);
    }

    static Argument text(String name) {
        return new Argument(name, Kind.TEXT);
    }

    static Argument textOrNull(String name) {
        return new Argument(name, Kind.TEXT_OR_NULL);
    }

    static Argument bool(String name) {
        return new Argument(name, Kind.BOOLEAN);
    }

    static Argument integer(String name) {
        return new Argument(name, Kind.INTEGER);
    }

    static Argument count(String name) {
        return new Argument(name, Kind.COUNT);
    }

    static Argument timeout(String name) {
        return new Argument(name, Kind.TIMEOUT);
    }

    static Argument list(String name) {
        return new Argument(name, Kind.LIST);
    }

    static Argument pairs(String name) {
        return new Argument(name, Kind.PAIRS);
    }

    /** Refuses what it must not be. */
    void check(Values values, String typeId, Operation operation, Value given) {
        if (!allows(values, given)) {
            throw new Refusal(
                    Status.BAD_ARGUMENT,
                    typeId + ": " + operation + " takes " + kind.words + " as " + name + ", not "
                            + values.summary(given, 40));
        }
    }

    private boolean allows(Values values, Value given) {
        if (kind == Kind.ANY) {
            return true;
        }
        Values.Kind of = values.kindOf(given);
        return switch (kind) {
            case ANY -> true;
            case TEXT -> of == Values.Kind.TEXT;
            case TEXT_OR_NULL -> of == Values.Kind.TEXT || of == Values.Kind.NULL;
            case BOOLEAN -> of == Values.Kind.BOOLEAN;
            case INTEGER -> of == Values.Kind.INTEGER;
            case COUNT -> of == Values.Kind.INTEGER && values.asLong(given) >= 0;
            case TIMEOUT -> of == Values.Kind.INTEGER && values.asLong(given) >= -1;
            case LIST -> of == Values.Kind.LIST;
            case PAIRS -> of == Values.Kind.LIST && hasEvenSize(values.asList(given));
        };
    }

    private static boolean hasEvenSize(List<Value> pairs) {
        return pairs.size() % 2 == 0;
    }

    @Override
    public String toString() {
        return name;
    }
}
