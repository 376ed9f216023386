package dev.steward.systemtests.history.type;

import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;

/** All that a semaphore can do. What is acquired is released in the end, and now and then what was not. */
final class SemaphorePlay implements Play<SharedSemaphore, SemaphoreModel.State> {

    private static final int PERMITS = 3;

    private final boolean isBounded;

    SemaphorePlay(boolean isBounded) {
        this.isBounded = isBounded;
    }

    @Override
    public String typeId() {
        return isBounded ? "boundedSemaphore" : "semaphore";
    }

    @Override
    public SharedSemaphore make(SyncManager manager) {
        return isBounded ? manager.boundedSemaphore(PERMITS) : manager.semaphore(PERMITS);
    }

    @Override
    public Type<SharedSemaphore> type() {
        return Type.of(SharedSemaphore.class);
    }

    @Override
    public SemaphoreModel model() {
        return new SemaphoreModel(PERMITS, isBounded);
    }

    @Override
    public boolean servesOutOfTurn() {
        return true;
    }

    @Override
    public void act(SharedSemaphore object, Hand hand) throws InterruptedException {
        long permits = hand.draw(PERMITS + 2);
        long millis = hand.drawWait();
        switch ((int) hand.draw(12)) {
            case 0 -> hand.call("availablePermits", List.of(), object::availablePermits);
            case 1 -> release(object, hand, 1);
            default -> {
                Object told = hand.call(
                        "acquire",
                        List.of(permits, millis),
                        () -> object.tryAcquire((int) permits, Duration.ofMillis(millis)));
                if (Boolean.TRUE.equals(told)) {
                    release(object, hand, permits);
                }
            }
        }
    }

    private static void release(SharedSemaphore object, Hand hand, long permits) throws InterruptedException {
        hand.call("release", List.of(permits), () -> {
            object.release((int) permits);
            return null;
        });
    }
}
