package dev.steward.protocol.frame;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.concurrent.TimeUnit;

/**
 * What one event loop has for connections that bring more at once than it may linger over: 4 ms for one, which as many share
 * as there are, so that many who flood a loop keep others waiting no longer than one does. Belongs to the thread of the loop.
 */
final class LoopShare {

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final FastThreadLocal<LoopShare> OF_THIS_THREAD = new FastThreadLocal<>() {
        @Override
        protected LoopShare initialValue() {
            return new LoopShare();
        }
    };

    /** Connections whose frames are there and wait for others to come first. */
    private int waiting;

    private LoopShare() {}

    /** Returns the share of the calling thread's loop. */
    static LoopShare current() {
        return OF_THIS_THREAD.get();
    }

    /** Returns for how long a connection that does not wait may go on. */
    long nanos() {
        return LONGEST_NANOS / (1 + waiting);
    }

    /** A connection's frames wait from now on. */
    void add() {
        waiting++;
    }

    /** They go on, or never will. */
    void remove() {
        waiting--;
    }
}
