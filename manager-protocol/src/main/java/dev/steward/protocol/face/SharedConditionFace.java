package dev.steward.protocol.face;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedCondition;
import dev.steward.api.Type;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link java.util.concurrent.locks.Lock} and {@link Condition} over the operations of a condition. The lock belongs to
 * the calling thread; what gives it back is never cut short by an interrupt.
 */
// The loop around a wait is the user's, whose predicate it is; Condition names Date.
@SuppressWarnings({"WaitNotInLoop", "JavaUtilDate"})
final class SharedConditionFace extends Face implements SharedCondition {

    private static final long NO_WAIT = 0;

    SharedConditionFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public void lock() {
        call(OperationCode.LOCK_ACQUIRE, FOR_EVER);
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        await(OperationCode.LOCK_ACQUIRE, FOR_EVER);
    }

    @Override
    public boolean tryLock() {
        return callOrNull(StatusCode.TIMED_OUT, OperationCode.LOCK_ACQUIRE, NO_WAIT) != null;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return acquire(Numbers.nanosOf(time, unit)) != null;
    }

    private @Nullable Object acquire(long nanos) throws InterruptedException {
        return awaitOrNull(StatusCode.TIMED_OUT, OperationCode.LOCK_ACQUIRE, nanos);
    }

    @Override
    public void unlock() {
        callUninterruptibly(OperationCode.LOCK_RELEASE);
    }

    @Override
    public void release() {
        callUninterruptibly(OperationCode.LOCK_RELEASE_ANY);
    }

    @Override
    public Hold hold() throws InterruptedException {
        return holdOf(await(OperationCode.LOCK_ACQUIRE, FOR_EVER));
    }

    @Override
    public @Nullable Hold tryHold(Duration timeout) throws InterruptedException {
        Object acquired = acquire(Numbers.nanosOf(timeout));
        return acquired == null ? null : holdOf(acquired);
    }

    private Hold holdOf(@Nullable Object acquired) {
        List<?> parts = Numbers.listOf(acquired, 2);
        return new AcquiredLock(this, Numbers.longOf(parts.get(0)), Numbers.booleanOf(parts.get(1)));
    }

    @Override
    public boolean isLocked() {
        return Numbers.booleanOf(call(OperationCode.LOCK_IS_LOCKED));
    }

    @Override
    public boolean isHeldByMe() {
        return Numbers.booleanOf(call(OperationCode.LOCK_IS_HELD));
    }

    @Override
    public Condition newCondition() {
        try {
            Object made = call(OperationCode.LOCK_NEW_CONDITION);
            if (made instanceof Condition condition) {
                return condition;
            }
            throw new ManagerException(label() + ": the server made no condition", Outcome.EXECUTED);
        } catch (MethodNotExposedException unknown) {
            throw new UnsupportedOperationException(
                    label() + ": this server makes no second condition of a lock; wake all waiters of this one with"
                            + " signalAll()",
                    unknown);
        }
    }

    @Override
    public void await() throws InterruptedException {
        await(OperationCode.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public void awaitUninterruptibly() {
        callUninterruptibly(OperationCode.CONDITION_AWAIT, FOR_EVER);
    }

    @Override
    public boolean await(long time, TimeUnit unit) throws InterruptedException {
        return awaitSignal(Numbers.nanosOf(time, unit));
    }

    @Override
    public boolean await(Duration timeout) throws InterruptedException {
        return awaitSignal(Numbers.nanosOf(timeout));
    }

    private boolean awaitSignal(long nanos) throws InterruptedException {
        return Numbers.booleanOf(await(OperationCode.CONDITION_AWAIT, nanos));
    }

    @Override
    public long awaitNanos(long nanos) throws InterruptedException {
        long start = System.nanoTime();
        boolean signalled = awaitSignal(Math.max(0, nanos));
        long left = nanos - (System.nanoTime() - start);
        // The server's clock decided that the time had passed; this one may lag a little behind it.
        return signalled ? left : Math.min(0, left);
    }

    @Override
    public boolean awaitUntil(Date deadline) throws InterruptedException {
        long millis = deadline.getTime() - System.currentTimeMillis();
        return awaitSignal(Numbers.nanosOf(millis, TimeUnit.MILLISECONDS));
    }

    @Override
    public void awaitFor(BooleanSupplier predicate) throws InterruptedException {
        while (!predicate.getAsBoolean()) {
            await();
        }
    }

    @Override
    public boolean awaitFor(BooleanSupplier predicate, Duration timeout) throws InterruptedException {
        long nanos = Numbers.nanosOf(timeout);
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
        if (n < 0) {
            throw new IllegalArgumentException(label() + ": cannot wake " + n + " waiters");
        }
        call(OperationCode.CONDITION_SIGNAL, n);
    }

    @Override
    public void signalAll() {
        call(OperationCode.CONDITION_SIGNAL_ALL);
    }

    /** Refuses: a lock has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(
                label() + ": a condition has no value to copy; ask isLocked()", Outcome.NOT_EXECUTED);
    }

    @Override
    String preview(Preview preview) {
        boolean locked = Numbers.booleanOf(preview.call(OperationCode.LOCK_IS_LOCKED));
        return label() + (locked ? " (locked)" : " (unlocked)");
    }
}
