package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A call that waits for a lock, or for a signal first. */
final class LockWaiter extends Waiter {

    /** The levels that it gave up to wait. */
    final long[] levels;

    /** Whether a thread waits, and no future. */
    final boolean ofThread;

    WaitState state;

    /** Why a call waits for the lock, and what it is told when it has it. */
    enum WaitState {
        /** It wants to acquire the lock. */
        ACQUIRED,
        /** It waits for a signal, and stands in the line of the condition. */
        PENDING,
        /** It was signalled. */
        SIGNALLED,
        /** Its time passed without a signal. */
        TIMED_OUT,
        /** It was cancelled before a signal. */
        CANCELLED
    }

    LockWaiter(
            CallId call,
            ObjectId target,
            Presence presence,
            long deadline,
            long[] levels,
            boolean ofThread,
            WaitState state) {
        super(call, target, presence, deadline);
        this.levels = levels;
        this.ofThread = ofThread;
        this.state = state;
    }

    @Override
    public String purpose() {
        return switch (state) {
            case ACQUIRED -> "acquire";
            case PENDING -> "signal";
            case SIGNALLED, TIMED_OUT, CANCELLED -> "acquire again";
        };
    }
}
