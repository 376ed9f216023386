package dev.steward.face.lock;

import dev.steward.api.AsyncSemaphore;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.Type;
import dev.steward.face.object.Face;
import dev.steward.face.object.ObjectCaller;
import dev.steward.face.object.PlainResults;
import dev.steward.face.object.Preview;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** {@link SharedSemaphore} over the operations of a semaphore, bounded or not, which only the server knows. */
public final class SharedSemaphoreFace extends Face implements SharedSemaphore {

    private static final long NO_WAIT = 0;

    public SharedSemaphoreFace(ObjectCaller caller, Type<?> type) {
        super(caller, type);
    }

    @Override
    public Face with(ObjectCaller caller, Type<?> type) {
        return new SharedSemaphoreFace(caller, type);
    }

    @Override
    public AsyncSemaphore async() {
        return new AsyncSemaphoreFace(this);
    }

    @Override
    public void acquire() throws InterruptedException {
        acquire(1);
    }

    @Override
    public void acquire(int permits) throws InterruptedException {
        await(Operation.SEMAPHORE_ACQUIRE, checked("acquire", permits), FOR_EVER);
    }

    @Override
    public boolean tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public boolean tryAcquire(int permits) {
        return callOrNull(Status.TIMED_OUT, Operation.SEMAPHORE_ACQUIRE, checked("tryAcquire", permits), NO_WAIT)
                != null;
    }

    @Override
    public boolean tryAcquire(Duration timeout) throws InterruptedException {
        return tryAcquire(1, timeout);
    }

    @Override
    public boolean tryAcquire(int permits, Duration timeout) throws InterruptedException {
        return awaitOrNull(
                        Status.TIMED_OUT,
                        Operation.SEMAPHORE_ACQUIRE,
                        checked("tryAcquire", permits),
                        PlainResults.nanosOf(timeout))
                != null;
    }

    @Override
    public void release() {
        release(1);
    }

    @Override
    public void release(int permits) {
        callUninterruptibly(Operation.SEMAPHORE_RELEASE, checked("release", permits));
    }

    @Override
    public Hold hold() throws InterruptedException {
        return hold(1);
    }

    @Override
    public Hold hold(int permits) throws InterruptedException {
        await(Operation.SEMAPHORE_ACQUIRE, checked("hold", permits), FOR_EVER);
        return new AcquiredPermits(this, permits);
    }

    @Override
    public @Nullable Hold tryHold(Duration timeout) throws InterruptedException {
        return tryAcquire(1, timeout) ? new AcquiredPermits(this, 1) : null;
    }

    @Override
    public int availablePermits() {
        return PlainResults.intOf(call(Operation.SEMAPHORE_AVAILABLE));
    }

    /** Returns a number of permits if it can be one. */
    int checked(String method, int permits) {
        if (permits < 0) {
            throw new IllegalArgumentException(
                    label() + ", " + method + "(): a number of permits is at least 0, not " + permits);
        }
        return permits;
    }

    /** Refuses: a semaphore has no contents to copy. */
    @Override
    public Object snapshot() {
        throw new ManagerException(
                describeCall() + ": a semaphore has no value to copy; ask availablePermits()", Outcome.NOT_EXECUTED);
    }

    @Override
    public String preview(Preview preview) {
        return label() + " (" + preview.size(Operation.SEMAPHORE_AVAILABLE) + " permits free)";
    }
}
