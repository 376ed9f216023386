package dev.steward.face.lock;

import dev.steward.api.AsyncCondition;
import dev.steward.api.SharedCondition;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/** A lock whose holder can wait for a signal: {@link Condition} over the operations of a condition. */
// The loop around a wait is the user's, whose predicate it is; Condition names Date.
@SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"})
public final class SharedConditionFace extends SharedLockFace implements SharedCondition {

    public SharedConditionFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedConditionFace(caller, type);
    }

    @Override
    public AsyncCondition async() {
        return new AsyncConditionFace(this);
    }

    @Override
    public void await() throws InterruptedException {
        await(Operation.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public void awaitUninterruptibly() {
        callUninterruptibly(Operation.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return awaitSignal(PlainResults.nanosOf(time, unit));
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitSignal(PlainResults.nanosOf(timeout));
    }

    private boolean awaitSignal(long nanos) throws InterruptedException {
        return PlainResults.booleanOf(await(Operation.CONDITION_AWAIT, nanos));
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        long most = Math.max(0, nanos);
        boolean signalled = awaitSignal(most);
        long left = most - (System.nanoTime() - start);
        // The server's clock decided that the time had passed; this one may lag a little behind it.
        return signalled ? left : Math.min(0, left);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        return awaitSignal(PlainResults.nanosUntil(deadline.getTime(), System.currentTimeMillis()));
    }

    @Override
    public void awaitFor(BooleanSupplier predicate) throws InterruptedException {
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    @Override
    public boolean awaitFor(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        long nanos = PlainResults.nanosOf(timeout);
        long start = System.nanoTime();
        while (!predicate.getAsBoolean()) {
            long left = nanos - (System.nanoTime() - start);
            if (left <= 0) {
                return false;
            }
            awaitSignal(left);
        }
        return true;
    }

    @Override
    public void signal() {
        signal(1);
    }

    @Override
    public void signal(int n) {
        call(Operation.CONDITION_SIGNAL, checked(n));
    }

    /** Returns a number of waiters if it can be one. */
    int checked(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(describeCall() + ": cannot wake " + n + " waiters");
        }
        return n;
    }

    @Override
    public void signalAll() {
        call(Operation.CONDITION_SIGNAL_ALL);
    }
}
