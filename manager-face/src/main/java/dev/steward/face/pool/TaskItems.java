package dev.steward.face.pool;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What is mapped over, by whatever pool; a task has one argument, see {@link TaskCall}. Stateless. */
public final class TaskItems {

    private TaskItems() {}

    /** Returns the arguments of a function of two, one pair at a time as it is asked for. */
    public static Iterator<List<?>> ofPairs(Iterator<? extends Map.Entry<?, ?>> entries) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public List<?> next() {
                Map.Entry<?, ?> entry = entries.next();
                return Arrays.asList(entry.getKey(), entry.getValue());
            }
        };
    }

    /**
     * Returns how many items go to a worker together.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static int checkedChunk(int chunkSize) {
        if (chunkSize < 1) {
            throw new IllegalArgumentException("a chunk has at least 1 item, not " + chunkSize);
        }
        return chunkSize;
    }
}
