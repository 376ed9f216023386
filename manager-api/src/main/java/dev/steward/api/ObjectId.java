package dev.steward.api;

import org.jspecify.annotations.Nullable;

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

    // Written out, as the next one: what a record has of its own is made at the first call, which takes 10 ms of every
    // start.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ObjectId id && value == id.value;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(value);
    }

    @Override
    public int compareTo(ObjectId other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toUnsignedString(value);
    }
}
