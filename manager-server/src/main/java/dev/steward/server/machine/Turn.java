package dev.steward.server.machine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one thread has to run: the groups that it claimed because it brought them an input while they were idle. A group
 * that forwards to another only adds here, so groups never run inside each other, however long the chain.
 */
final class Turn {

    /** After so many batches that left something behind an event loop hands over what is left, and reads again. */
    private static final int MOST_FULL_BATCHES = 8;

    private static final ThreadLocal<Turn> OF_THIS_THREAD = ThreadLocal.withInitial(Turn::new);

    private final Deque<GroupRunner> claimed = new ArrayDeque<>();
    private @Nullable GroupRunner running;

    private Turn() {}

    /** Returns the turn of the calling thread. */
    static Turn current() {
        return OF_THIS_THREAD.get();
    }

    /** Returns the group that this thread runs now. */
    GroupRunner runner() {
        return Objects.requireNonNull(running, "no group runs on this thread");
    }

    /** Adds a group that this thread has claimed. */
    void add(GroupRunner runner) {
        claimed.add(runner);
    }

    /** Runs what is claimed until nothing is left, unless this thread is inside a group already. */
    void run() {
        if (running != null) {
            return;
        }
        try {
            int batches = 0;
            for (GroupRunner runner = claimed.poll(); runner != null; runner = claimed.poll()) {
                running = runner;
                boolean more = runner.drain();
                if (more && (++batches < MOST_FULL_BATCHES || !runner.relieve())) {
                    claimed.add(runner);
                }
            }
        } finally {
            running = null;
        }
    }
}
