package dev.steward.server.machine;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What one thread has to run: the groups that it claimed because it brought them an input while they were idle. A group
 * that forwards to another only adds here, so groups never run inside each other, however long the chain.
 */
final class Turn {

    private static final ThreadLocal<Turn> OF_THIS_THREAD = ThreadLocal.withInitial(Turn::new);

    private final Deque<GroupRunner> claimed = new ArrayDeque<>();
    private boolean running;

    private Turn() {}

    /** Returns the turn of the calling thread. */
    static Turn current() {
        return OF_THIS_THREAD.get();
    }

    /** Adds a group that this thread has claimed. */
    void add(GroupRunner runner) {
        claimed.add(runner);
    }

    /** Runs what is claimed until nothing is left, unless this thread is inside a group already. */
    void run() {
        if (running) {
            return;
        }
        running = true;
        try {
            for (GroupRunner runner = claimed.poll(); runner != null; runner = claimed.poll()) {
                if (runner.drain()) {
                    claimed.add(runner);
                }
            }
        } finally {
            running = false;
        }
    }
}
