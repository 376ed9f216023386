package dev.steward.face.pool;

import dev.steward.protocol.value.TaskValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes items from their source in lots. If the source throws, that is told when those before it have been dealt with. Items are taken by
 * one thread at a time; the rest is for any.
 */
final class ItemFeed {

    /** How many items go to the server in one call. */
    static final int MOST_ITEMS = 1_000;

    private final Iterator<?> source;
    private volatile boolean exhausted;
    private volatile @Nullable Throwable failure;

    ItemFeed(Iterator<?> source) {
        this.source = source;
    }

    /** Returns the next items, at most so many. */
    List<TaskValue> next(int most) {
        List<TaskValue> items = new ArrayList<>();
        try {
            while (items.size() < most && !exhausted) {
                exhausted = !source.hasNext();
                if (!exhausted) {
                    items.add(new TaskValue(source.next()));
                }
            }
        } catch (RuntimeException | Error thrown) {
            exhausted = true;
            failure = thrown;
        }
        return items;
    }

    /** Returns whether no more items come, as far as that is known without asking the source. */
    boolean isExhausted() {
        return exhausted;
    }

    /** Takes no more items from the source. */
    void stop() {
        exhausted = true;
    }

    /** Throws what the source threw, once. */
    void throwFailure() {
        Throwable thrown = failure;
        failure = null;
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
    }

    boolean hasFailed() {
        return failure != null;
    }
}
