package dev.steward.systemtests.history.type;

import dev.steward.api.Hold;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** All that a plain lock can do, releases by others and locking it twice among it. */
final class LockPlay implements Play<SharedLock, LockModel.State> {

    @Override
    public String typeId() {
        return "lock";
    }

    @Override
    public SharedLock make(SyncManager manager) {
        return manager.lock();
    }

    @Override
    public Type<SharedLock> type() {
        return Type.of(SharedLock.class);
    }

    @Override
    public LockModel model() {
        return new LockModel();
    }

    @Override
    public boolean servesOutOfTurn() {
        return true;
    }

    @Override
    public void act(SharedLock object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(12)) {
            case 0 -> hand.call("isLocked", List.of(), object::isLocked);
            case 1 -> hand.call("isHeldByMe", List.of(), object::isHeldByMe);
            case 2 -> unlock(object, hand);
            case 3 -> release(object, hand);
            case 4, 5, 6 -> {
                if (hand.call("hold", List.of(-1L), () -> object.hold().fencingToken()) instanceof Long) {
                    within(object, hand);
                }
            }
            case 7, 8 -> {
                long millis = hand.drawWait();
                Object told = hand.call("hold", List.of(millis), () -> {
                    Hold hold = object.tryHold(Duration.ofMillis(millis));
                    return hold == null ? Boolean.FALSE : Long.valueOf(hold.fencingToken());
                });
                if (told instanceof Long) {
                    within(object, hand);
                }
            }
            default -> {
                if (tryLock(object, hand)) {
                    within(object, hand);
                }
            }
        }
    }

    private static boolean tryLock(SharedLock object, Hand hand) throws InterruptedException {
        long millis = hand.drawWait();
        Object told = hand.call("tryLock", List.of(millis), () -> object.tryLock(millis, TimeUnit.MILLISECONDS));
        return Boolean.TRUE.equals(told);
    }

    /** What one may do with a lock that one holds; it is given back in any case. */
    private static void within(SharedLock object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(5)) {
            case 0 -> hand.call("isHeldByMe", List.of(), object::isHeldByMe);
            case 1 -> {
                if (tryLock(object, hand)) {
                    unlock(object, hand);
                }
            }
            default -> {
                // Nothing in between.
            }
        }
        unlock(object, hand);
    }

    private static void unlock(SharedLock object, Hand hand) throws InterruptedException {
        hand.call("unlock", List.of(), () -> {
            object.unlock();
            return null;
        });
    }

    private static void release(SharedLock object, Hand hand) throws InterruptedException {
        hand.call("release", List.of(), () -> {
            object.release();
            return null;
        });
    }
}
