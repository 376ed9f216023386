package dev.steward.vocabulary;

/**
 * One argument of an operation, or of the creation of an object.
 *
 * @param name what it is called in sentences
 * @param kind what it must be
 */
public record Argument(String name, Kind kind) {

    /** How many bytes a text may have, encoded, that names something: an object, an attribute, a type, a pattern of names. */
    public static final int MOST_TEXT_BYTES = 64 << 10;

    /** A time to wait for a lock: for ever, but not for the calling thread itself. */
    public static final long FOR_EVER_UNLESS_OWN = -2;

    /** Returns whether it names something, so that it is no longer than {@link #MOST_TEXT_BYTES}. */
    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.TEXT_OR_NULL;
    }

    /** What an argument must be; null is refused unless it says otherwise. */
    public enum Kind {
        /** Any value, null too. */
        ANY("any value"),
        /** Any number of values, as the last arguments of a call. */
        ANY_NUMBER("any number of values"),
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
        /** Nanoseconds, or -1 for ever, or -2 for ever unless the calling thread holds the lock. */
        LOCK_TIMEOUT("nanoseconds of at least 0, -1 for ever, or -2 for ever unless the calling thread holds it"),
        /** A list. */
        LIST("a list"),
        /** A list of key, value, key, value and so on. */
        PAIRS("a list of key, value, key, value..."),
        /** A shared object. */
        REFERENCE("a shared object");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Returns what it must be, as a part of a sentence. */
        public String words() {
            return words;
        }
    }

    static Argument any(String name) {
        return new Argument(name, Kind.ANY);
    }

    static Argument anyNumber(String name) {
        return new Argument(name, Kind.ANY_NUMBER);
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

    static Argument lockTimeout(String name) {
        return new Argument(name, Kind.LOCK_TIMEOUT);
    }

    static Argument list(String name) {
        return new Argument(name, Kind.LIST);
    }

    static Argument pairs(String name) {
        return new Argument(name, Kind.PAIRS);
    }

    static Argument reference(String name) {
        return new Argument(name, Kind.REFERENCE);
    }

    /** Returns its name. */
    @Override
    public String toString() {
        return name;
    }
}
