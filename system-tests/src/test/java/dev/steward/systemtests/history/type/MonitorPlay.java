package dev.steward.systemtests.history.type;

import dev.steward.api.SharedCondition;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All that a re-entrant lock can do, and a condition that is one. Waits for a signal end by themselves.
 *
 * @param <L> the proxies
 */
abstract class MonitorPlay<L extends SharedLock> implements Play<L, MonitorModel.State> {

    @Override
    public MonitorModel model() {
        return new MonitorModel();
    }

    @Override
    public boolean servesOutOfTurn() {
        return true;
    }

    @Override
    public void act(L object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(12)) {
            case 0 -> hand.call("isLocked", List.of(), object::isLocked);
            case 1 -> unlock(object, hand);
            case 2 -> within(object, hand);
            case 3, 4, 5 -> {
                if (tryLock(object, hand)) {
                    within(object, hand);
                    unlock(object, hand);
                }
            }
            default -> {
                hand.call("lock", List.of(-1L), () -> {
                    object.lock();
                    return null;
                });
                within(object, hand);
                unlock(object, hand);
            }
        }
    }

    /** What one may do with a lock that one holds, or does not. */
    private void within(L object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(3)) {
            case 0 -> hand.call("isHeldByMe", List.of(), object::isHeldByMe);
            case 1 -> {
                if (tryLock(object, hand)) {
                    meet(object, hand);
                    unlock(object, hand);
                }
            }
            default -> meet(object, hand);
        }
    }

    /** What makes a lock a condition. */
    abstract void meet(L object, Hand hand) throws InterruptedException;

    private static boolean tryLock(SharedLock object, Hand hand) throws InterruptedException {
        long millis = hand.drawWait();
        Object told = hand.call("tryLock", List.of(millis), () -> object.tryLock(millis, TimeUnit.MILLISECONDS));
        return Boolean.TRUE.equals(told);
    }

    private static void unlock(SharedLock object, Hand hand) throws InterruptedException {
        hand.call("unlock", List.of(), () -> {
            if (hand.draw(2) == 0) {
                object.unlock();
            } else {
                object.release();
            }
            return null;
        });
    }

    /** A re-entrant lock without conditions. */
    static final class OfLock extends MonitorPlay<SharedLock> {

        @Override
        public String typeId() {
            return "rlock";
        }

        @Override
        public SharedLock make(SyncManager manager) {
            return manager.rlock();
        }

        @Override
        public Type<SharedLock> type() {
            return Type.of(SharedLock.class);
        }

        @Override
        void meet(SharedLock object, Hand hand) throws InterruptedException {
            hand.call("isLocked", List.of(), object::isLocked);
        }
    }

    /** A condition with its own lock. */
    static final class OfCondition extends MonitorPlay<SharedCondition> {

        @Override
        public String typeId() {
            return "condition";
        }

        @Override
        public SharedCondition make(SyncManager manager) {
            return manager.condition();
        }

        @Override
        public Type<SharedCondition> type() {
            return Type.of(SharedCondition.class);
        }

        @Override
        void meet(SharedCondition object, Hand hand) throws InterruptedException {
            switch ((int) hand.draw(6)) {
                case 0 ->
                    hand.call("signal", List.of(1L), () -> {
                        object.signal();
                        return null;
                    });
                case 1 ->
                    hand.call("signal", List.of(2L), () -> {
                        object.signal(2);
                        return null;
                    });
                case 2 ->
                    hand.call("signal", List.of((long) Integer.MAX_VALUE), () -> {
                        object.signalAll();
                        return null;
                    });
                default -> {
                    long millis = hand.drawWait();
                    hand.call("await", List.of(millis), () -> object.await(Duration.ofMillis(millis)));
                }
            }
        }
    }
}
