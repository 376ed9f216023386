package dev.steward.face.lock;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AsyncBarrier;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedBarrier;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@link SharedBarrier} over the operations of a barrier. The action stays here: who arrives last is told to run it and
 * says how it went, which nothing cuts short.
 */
public final class SharedBarrierFace extends Face implements SharedBarrier {

    private final @Nullable Runnable action;

    public SharedBarrierFace(ObjectCaller caller, Type<?> type) {
        this(caller, type, null);
    }

    private SharedBarrierFace(ObjectCaller caller, Type<?> type, @Nullable Runnable action) {
        super(caller, type);
        this.action = action;
    }

    @Override
    public AsyncBarrier async() {
        return new AsyncBarrierFace(this);
    }

    /** Returns whether it brings an action along. */
    boolean hasAction() {
        return action != null;
    }

    @Override
    public SharedBarrier withAction(Runnable other) {
        return new SharedBarrierFace(caller(), type(), requireNonNull(other, "action"));
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedBarrierFace(caller, type, action);
    }

    @Override
    public int await() throws InterruptedException, BrokenBarrierException {
        try {
            return arrive(FOR_EVER);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException("a wait without end has ended", impossible);
        }
    }

    @Override
    public int await(Duration timeout) throws InterruptedException, BrokenBarrierException, TimeoutException {
        return arrive(PlainResults.nanosOf(timeout));
    }

    private int arrive(long nanos) throws InterruptedException, BrokenBarrierException, TimeoutException {
        if (Thread.currentThread().isInterrupted()) {
            // Others wait for this party, which will not come: nobody else would tell them.
            abort();
        }
        List<?> passage = PlainResults.listOf(passage(nanos), 2);
        int index = PlainResults.intOf(passage.get(0));
        if (PlainResults.booleanOf(passage.get(1))) {
            act();
        }
        return index;
    }

    private @Nullable Object passage(long nanos) throws InterruptedException, BrokenBarrierException, TimeoutException {
        try {
            return caller().await(Operation.BARRIER_AWAIT, action != null, nanos);
        } catch (OperationFailedException failure) {
            throw notPassed(failure);
        }
    }

    /** Returns or throws what a failed wait becomes for its party. */
    RuntimeException notPassed(OperationFailedException failure) throws BrokenBarrierException, TimeoutException {
        if (failure.status() == Status.TIMED_OUT) {
            throw new TimeoutException(describe(Operation.BARRIER_AWAIT) + ": " + failure.text());
        }
        return brokenOr(failure, Operation.BARRIER_AWAIT);
    }

    // Whatever the action throws, the others must hear that it failed.
    private void act() throws BrokenBarrierException {
        try {
            requireNonNull(action, "action").run();
        } catch (Throwable failed) {
            try {
                callUninterruptibly(Operation.BARRIER_ACTED, false);
            } catch (RuntimeException unreachable) {
                failed.addSuppressed(unreachable);
            }
            throw failed;
        }
        try {
            caller().callUninterruptibly(Operation.BARRIER_ACTED, true);
        } catch (OperationFailedException failure) {
            throw brokenOr(failure, Operation.BARRIER_ACTED);
        }
    }

    private RuntimeException brokenOr(OperationFailedException failure, Operation operation)
            throws BrokenBarrierException {
        if (failure.status() == Status.BROKEN) {
            throw new BrokenBarrierException(describe(operation) + ": " + failure.text());
        }
        return RemoteFailures.of(failure, describe(operation));
    }

    @Override
    public void abort() {
        callUninterruptibly(Operation.BARRIER_ABORT);
    }

    @Override
    public void reset() {
        call(Operation.BARRIER_RESET);
    }

    @Override
    public int getParties() {
        return PlainResults.intOf(call(Operation.BARRIER_PARTIES));
    }

    @Override
    public int getNumberWaiting() {
        return PlainResults.intOf(call(Operation.BARRIER_WAITING));
    }

    @Override
    public boolean isBroken() {
        return PlainResults.booleanOf(call(Operation.BARRIER_IS_BROKEN));
    }

    /** Refuses: a barrier has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(
                describeCall() + ": a barrier has no value to copy; ask getNumberWaiting()", Outcome.NOT_EXECUTED);
    }

    @Override
    public String preview(Preview preview) {
        int waiting = preview.size(Operation.BARRIER_WAITING);
        return label() + " (" + waiting + " of " + preview.size(Operation.BARRIER_PARTIES) + " waiting)";
    }
}
