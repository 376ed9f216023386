package dev.steward.process.cell;

import dev.steward.api.Hold;
import dev.steward.api.SharedLock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A lock of a manager as the guard of cells. It calls the manager once for each time that a thread takes it, and is
 * re-entrant here, whatever it is there: all cells of this process that were given one lock count together.
 */
public final class GivenLock implements CellGuard {

    /** How often this thread has a lock, and what it got for the first time. */
    private static final class Level {
        private final Hold hold;
        private int count = 1;

        Level(Hold hold) {
            this.hold = hold;
        }
    }

    /** By lock; a lock is there while the thread holds it. */
    private static final ThreadLocal<Map<SharedLock, Level>> LEVELS = ThreadLocal.withInitial(HashMap::new);

    private final SharedLock lock;

    public GivenLock(SharedLock lock) {
        this.lock = lock;
    }

    /** Returns the lock of the manager. */
    public SharedLock lockOfManager() {
        return lock;
    }

    private @Nullable Level level() {
        return LEVELS.get().get(lock);
    }

    private Level entered(Hold hold) {
        Level level = new Level(hold);
        LEVELS.get().put(lock, level);
        return level;
    }

    @Override
    public void lock() {
        Level level = level();
        if (level != null) {
            level.count++;
            return;
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    entered(lock.hold());
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable Hold tryHold(long nanos) throws InterruptedException {
        Level level = level();
        if (level != null) {
            level.count++;
        } else {
            Hold hold = nanos == FOR_EVER ? lock.hold() : lock.tryHold(Duration.ofNanos(nanos));
            if (hold == null) {
                return null;
            }
            level = entered(hold);
        }
        return new Inner(this, level.hold);
    }

    @Override
    public boolean tryLock() {
        boolean interrupted = Thread.interrupted();
        try {
            return tryHold(0) != null;
        } catch (InterruptedException meanwhile) {
            interrupted = true;
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void unlock() {
        Level level = level();
        if (level == null) {
            throw new IllegalMonitorStateException("this thread does not hold the lock of the cell, by its lock()");
        }
        level.count--;
        if (level.count == 0) {
            Map<SharedLock, Level> levels = LEVELS.get();
            levels.remove(lock);
            if (levels.isEmpty()) {
                LEVELS.remove();
            }
            boolean lost = !level.hold.valid();
            level.hold.close();
            if (lost) {
                throw new IllegalMonitorStateException(
                        lock + " is not held any more: it was lost while this thread had it");
            }
        }
    }

    @Override
    public void enter() {
        lock();
    }

    @Override
    public void exit() {
        unlock();
    }

    @Override
    public boolean isLocked() {
        return lock.isLocked();
    }

    @Override
    public boolean isHeldByMe() {
        return level() != null || lock.isHeldByMe();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GivenLock given && lock.equals(given.lock);
    }

    @Override
    public int hashCode() {
        return lock.hashCode();
    }

    /** One level of a hold. Closed by the thread that got it, since others have levels of their own. */
    private static final class Inner implements Hold {
        private final GivenLock guard;
        private final Hold outer;
        private boolean closed;

        Inner(GivenLock guard, Hold outer) {
            this.guard = guard;
            this.outer = outer;
        }

        @Override
        public long fencingToken() {
            return outer.fencingToken();
        }

        @Override
        public boolean abandoned() {
            return outer.abandoned();
        }

        @Override
        public boolean valid() {
            return !closed && outer.valid();
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                guard.unlock();
            }
        }
    }
}
