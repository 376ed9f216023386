package dev.steward.api;

/**
 * The number of an object within one incarnation of one server. Ids are counters and are never used again.
 *
 * <p>Python twin: {@code ident}.
 *
 * @param value the number; 0 is the directory itself
 */
public record ObjectId(long value) implements Comparable<ObjectId> {

    /** The object that every server has: the directory, which creates, finds, names and deletes all others. */
    public static final ObjectId DIRECTORY = new ObjectId(0);

    @Override
    public int compareTo(ObjectId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
