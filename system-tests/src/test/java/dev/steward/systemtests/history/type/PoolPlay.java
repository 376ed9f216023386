package dev.steward.systemtests.history.type;

import dev.steward.api.SharedPool;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** What those do who bring tasks to a pool, and end it; nobody does them. */
final class PoolPlay implements Play<SharedPool, PoolModel.State> {

    @Override
    public String typeId() {
        return "pool";
    }

    @Override
    public SharedPool make(SyncManager manager) {
        return manager.pool();
    }

    @Override
    public Type<SharedPool> type() {
        return Type.of(SharedPool.class);
    }

    @Override
    public PoolModel model() {
        return new PoolModel();
    }

    static Integer same(Integer number) {
        return number;
    }

    @Override
    public void act(SharedPool object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(24)) {
            case 0 ->
                hand.call("shutdown", List.of(), () -> {
                    object.shutdown();
                    return null;
                });
            case 1 ->
                hand.call("terminate", List.of(), () -> {
                    object.terminate();
                    return null;
                });
            case 2, 3, 4 -> hand.call("isShutdown", List.of(), object::isShutdown);
            case 5, 6, 7, 8, 9, 10 ->
                hand.call("waiting", List.of(), () -> object.status().waiting());
            case 11, 12, 13, 14 ->
                hand.call("join", List.of(), () -> {
                    try {
                        return object.join(Duration.ZERO);
                    } catch (IllegalStateException running) {
                        return "it runs";
                    }
                });
            default ->
                hand.call("bring", List.of(), () -> {
                    try {
                        object.detached().applyAsync(PoolPlay::same, 7);
                        return true;
                    } catch (RejectedExecutionException shutDown) {
                        return false;
                    }
                });
        }
    }
}
