package dev.steward.systemtests.history.type;

import dev.steward.api.SharedBarrier;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;

/** All that a barrier without an action can do, with fewer parties than clients; waits end by themselves. */
final class BarrierPlay implements Play<SharedBarrier, BarrierModel.State> {

    static final int PARTIES = 3;

    @Override
    public String typeId() {
        return "barrier";
    }

    @Override
    public SharedBarrier make(SyncManager manager) {
        return manager.barrier(PARTIES);
    }

    @Override
    public Type<SharedBarrier> type() {
        return Type.of(SharedBarrier.class);
    }

    @Override
    public BarrierModel model() {
        return new BarrierModel(PARTIES);
    }

    @Override
    public void act(SharedBarrier object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(16)) {
            case 0 ->
                hand.call("abort", List.of(), () -> {
                    object.abort();
                    return null;
                });
            case 1, 2 ->
                hand.call("reset", List.of(), () -> {
                    object.reset();
                    return null;
                });
            case 3 -> hand.call("isBroken", List.of(), object::isBroken);
            case 4 -> hand.call("getNumberWaiting", List.of(), object::getNumberWaiting);
            default -> {
                long millis = hand.draw(8) == 0 ? 0 : 1 + hand.drawWait();
                Object told = hand.call("await", List.of(millis), () -> object.await(Duration.ofMillis(millis)));
                if (told instanceof String && hand.draw(2) == 0) {
                    hand.call("reset", List.of(), () -> {
                        object.reset();
                        return null;
                    });
                }
            }
        }
    }
}
