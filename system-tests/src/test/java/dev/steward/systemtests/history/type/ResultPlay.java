package dev.steward.systemtests.history.type;

import dev.steward.api.SharedResult;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.List;

/** What those do who wait for a result that nobody brings. */
final class ResultPlay implements Play<SharedResult<Integer>, Boolean> {

    @Override
    public String typeId() {
        return "asyncResult";
    }

    @Override
    public SharedResult<Integer> make(SyncManager manager) {
        return manager.pool().applyAsync(PoolPlay::same, 7);
    }

    // The overload with a class cannot say what a result is of.
    @SuppressWarnings("unchecked")
    @Override
    public Type<SharedResult<Integer>> type() {
        return (Type<SharedResult<Integer>>) (Type<?>) Type.of(SharedResult.class);
    }

    @Override
    public ResultModel model() {
        return new ResultModel();
    }

    @Override
    public void act(SharedResult<Integer> object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(16)) {
            case 0 -> hand.call("cancel", List.of(), () -> object.cancel(true));
            case 1, 2 ->
                hand.call("detach", List.of(), () -> {
                    object.detach();
                    return null;
                });
            case 3, 4, 5, 6, 7 -> hand.call("isCancelled", List.of(), object::isCancelled);
            default -> hand.call("isDone", List.of(), object::isDone);
        }
    }
}
