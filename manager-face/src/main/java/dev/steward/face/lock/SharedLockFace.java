package dev.steward.face.lock;

import dev.steward.api.AsyncLock;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedLock;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Argument;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@link java.util.concurrent.locks.Lock} over the operations of a lock. Whose the lock is, the server knows: the calling
 * thread's if it is re-entrant, else this process's. What gives it back is never cut short by an interrupt.
 */
public class SharedLockFace extends Face implements SharedLock {

    private static final long NO_WAIT = 0;

    public SharedLockFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedLockFace(caller, type);
    }

    @Override
    public AsyncLock async() {
        return new AsyncLockFace(this);
    }

    @Override
    public void lock() {
        call(Operation.LOCK_ACQUIRE, forEver());
    }

    /**
     * For ever, but not for the calling thread itself. A thread that has left a call before, which may have got the lock since
     * then, waits for the moment in which that is given back: it does not hold the lock that it does not know of.
     */
    private long forEver() {
        return caller().hasLeft(Operation.LOCK_ACQUIRE) ? FOR_EVER : Argument.FOR_EVER_UNLESS_OWN;
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        await(Operation.LOCK_ACQUIRE, forEver());
    }

    @Override
    public boolean tryLock() {
        return callOrNull(Status.TIMED_OUT, Operation.LOCK_ACQUIRE, NO_WAIT) != null;
    }

    @Override
    public boolean tryLock(long time, TimeUnit unit) throws InterruptedException {
        return acquire(PlainResults.nanosOf(time, unit)) != null;
    }

    private @Nullable Object acquire(long nanos) throws InterruptedException {
        return awaitOrNull(Status.TIMED_OUT, Operation.LOCK_ACQUIRE, nanos);
    }

    @Override
    public void unlock() {
        callUninterruptibly(Operation.LOCK_RELEASE);
    }

    @Override
    public void release() {
        callUninterruptibly(Operation.LOCK_RELEASE_ANY);
    }

    @Override
    public Hold hold() throws InterruptedException {
        return holdOf(await(Operation.LOCK_ACQUIRE, forEver()));
    }

    @Override
    public @Nullable Hold tryHold(Duration timeout) throws InterruptedException {
        Object acquired = acquire(PlainResults.nanosOf(timeout));
        return acquired == null ? null : holdOf(acquired);
    }

    /** Returns a result as something to close. */
    Hold holdOf(@Nullable Object acquired) {
        List<?> parts = PlainResults.listOf(acquired, 2);
        return new AcquiredLock(this, PlainResults.longOf(parts.get(0)), PlainResults.booleanOf(parts.get(1)));
    }

    @Override
    public boolean isLocked() {
        return PlainResults.booleanOf(call(Operation.LOCK_IS_LOCKED));
    }

    @Override
    public boolean isHeldByMe() {
        return PlainResults.booleanOf(call(Operation.LOCK_IS_HELD));
    }

    @Override
    public SharedCondition newCondition() {
        try {
            Object made = call(Operation.LOCK_NEW_CONDITION);
            if (made instanceof SharedCondition condition) {
                return condition;
            }
            throw new ManagerException(label() + ": the server made no condition", Outcome.EXECUTED);
        } catch (MethodNotExposedException unknown) {
            throw new UnsupportedOperationException(
                    describeCall()
                            + ": this server makes no second condition of a lock; wake all waiters of this one with"
                            + " signalAll()",
                    unknown);
        }
    }

    /** Refuses: a lock has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(
                describeCall() + ": a lock has no value to copy; ask isLocked()", Outcome.NOT_EXECUTED);
    }

    @Override
    public String preview(Preview preview) {
        boolean locked = PlainResults.booleanOf(preview.call(Operation.LOCK_IS_LOCKED));
        return label() + (locked ? " (locked)" : " (unlocked)");
    }
}
