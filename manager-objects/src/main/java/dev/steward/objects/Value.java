package dev.steward.objects;

import dev.steward.api.ObjectId;
import java.util.List;

/**
 * Something that a client stores. The machine knows no more of it than this. Immutable and safe to share between
 * threads.
 *
 * <p>{@code equals} and {@code hashCode} say which values are the same: numbers by amount whatever their width, opaque
 * values by their bytes. What a value is made of, and how to make one, is asked of {@link Values}.
 */
public interface Value {

    /** Returns about how many bytes it takes; what credits and limits count. */
    int size();

    /**
     * Returns about how many bytes of memory it takes for as long as it is kept; never another number for the same value.
     * What accounts of memory count.
     */
    default long footprint() {
        return size();
    }

    /**
     * Returns the objects that it refers to, in order of appearance and as often as they appear; usually the shared empty
     * list. Whoever gets a value in an answer holds one reference for each entry, and releases as many.
     */
    List<ObjectId> references();

    @Override
    boolean equals(Object other);

    @Override
    int hashCode();
}
