package dev.steward.client.session;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Manner;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * How a caller waits for its one answer. An interrupt or the deadline asks the server to cancel the call, and then the
 * answer to that is waited for: a result wins. Only a server that does not answer even that lets the caller leave without;
 * what comes later is given back. On the caller's thread.
 */
final class CallWait {

    /**
     * How long the answer to a cancellation is waited for. A wait on a condition has no such limit: it must own the lock
     * again before it returns, however long others hold it.
     */
    static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

    private enum Why {
        NOTHING,
        INTERRUPTED,
        TIMED_OUT
    }

    private final PendingCall call;
    private final boolean interruptible;
    private final Predicate<PendingCall> canceller;
    private boolean interrupted;
    private Why cancelledFor = Why.NOTHING;
    private long leaveAt = Long.MAX_VALUE;

    /**
     * A wait.
     *
     * @param interruptible whether an interrupt cancels the call
     * @param canceller asks the server to cancel; returns true if the call never got there and never will
     */
    CallWait(PendingCall call, boolean interruptible, Predicate<PendingCall> canceller) {
        this.call = call;
        this.interruptible = interruptible;
        this.canceller = canceller;
    }

    /**
     * Waits. The interrupt flag is set again when it returns or throws if it was set at any time.
     *
     * @throws CallInterruptedException if an interrupt ended the call
     * @throws ManagerTimeoutException if its deadline did
     * @throws dev.steward.api.ManagerException if the session was lost
     */
    Reply await() {
        try {
            while (!call.isDone()) {
                step();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return switch (call.state()) {
            case COMPLETED -> call.answer();
            case CANCELLED -> cancelledFor == Why.NOTHING ? call.answer() : fail(Outcome.NOT_EXECUTED);
            case INTERRUPTED -> cancelledFor == Why.NOTHING ? call.answer() : fail(Outcome.UNKNOWN);
            case LOST -> call.answer();
            case TIMED_OUT, WAITING -> fail(Outcome.UNKNOWN);
        };
    }

    private void step() {
        if (Thread.interrupted()) {
            interrupted = true;
        }
        long now = System.nanoTime();
        if (cancelledFor == Why.NOTHING) {
            if (interrupted && interruptible) {
                cancel(Why.INTERRUPTED, now);
                return;
            }
            if (call.deadline() != Long.MAX_VALUE && now - call.deadline() >= 0) {
                cancel(Why.TIMED_OUT, now);
                return;
            }
        } else if (leaveAt != Long.MAX_VALUE && now - leaveAt >= 0 && call.leave()) {
            return;
        }
        long until = cancelledFor == Why.NOTHING ? call.deadline() : leaveAt;
        if (until == Long.MAX_VALUE) {
            LockSupport.park(call);
        } else {
            LockSupport.parkNanos(call, until - now);
        }
    }

    private void cancel(Why why, long now) {
        cancelledFor = why;
        if (call.isPulled() && call.leave()) {
            boolean unused = canceller.test(call);
            boolean read = call.request().manner() == Manner.READS;
            throw failure(read ? Outcome.NOT_EXECUTED : Outcome.EXECUTED);
        }
        boolean never = canceller.test(call);
        boolean worthless = why == Why.TIMED_OUT && isWorthlessWhenLate(call);
        if ((never || worthless) && call.leave()) {
            throw failure(Outcome.NOT_EXECUTED);
        }
        if (mayBeLeft(call)) {
            leaveAt = now + CANCEL_PATIENCE.toNanos();
        }
    }

    /** Returns whether its caller may go without the answer to its cancellation. */
    static boolean mayBeLeft(PendingCall call) {
        return !call.request().regains();
    }

    private Reply fail(Outcome outcome) {
        throw failure(outcome);
    }

    private RuntimeException failure(Outcome outcome) {
        return cancelledFor == Why.INTERRUPTED
                ? new CallInterruptedException(
                        call.request().name().text() + " was interrupted; " + rest(call, outcome), outcome)
                : timedOut(call, outcome);
    }

    /** Returns what a call ends with whose deadline has passed. */
    static ManagerTimeoutException timedOut(PendingCall call, Outcome outcome) {
        return new ManagerTimeoutException(
                call.request().name().text() + " was not answered within its deadline; " + rest(call, outcome),
                outcome);
    }

    private static String rest(PendingCall call, Outcome outcome) {
        if (call.state() == CallState.INTERRUPTED) {
            return "its method had begun and was interrupted; what it did until then stands";
        }
        return switch (outcome) {
            case NOT_EXECUTED -> "it changed nothing";
            case EXECUTED -> "its large result was still on its way; what it gave comes back to the object";
            case UNKNOWN ->
                "the server did not say in time whether it took effect; what it gave comes back to the object";
        };
    }

    /** Returns whether an answer that comes after the deadline is not worth waiting for: what only reads owes nothing. */
    static boolean isWorthlessWhenLate(PendingCall call) {
        return call.request().manner() == Manner.READS;
    }
}
