package dev.steward.systemtests.history.type;

import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;

/** What those do who share an iterator whose tasks nobody does. */
final class PoolIteratorPlay implements Play<SharedPoolIterator<Integer>, Boolean> {

    @Override
    public String typeId() {
        return "poolIterator";
    }

    @Override
    public SharedPoolIterator<Integer> make(SyncManager manager) {
        return manager.pool().imap(PoolPlay::same, List.of(1, 2));
    }

    // The overload with a class cannot say what an iterator is of.
    @SuppressWarnings("unchecked")
    @Override
    public Type<SharedPoolIterator<Integer>> type() {
        return (Type<SharedPoolIterator<Integer>>) (Type<?>) Type.of(SharedPoolIterator.class);
    }

    @Override
    public ResultModel model() {
        return new ResultModel();
    }

    @Override
    public void act(SharedPoolIterator<Integer> object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(16)) {
            case 0 ->
                hand.call("close", List.of(), () -> {
                    object.close();
                    return null;
                });
            case 1, 2 ->
                hand.call("detach", List.of(), () -> {
                    object.detach();
                    return null;
                });
            case 3, 4, 5, 6, 7 ->
                hand.call("isDone", List.of(), () -> object.progress().isDone());
            default ->
                hand.call("next", List.of(), () -> {
                    try {
                        return "got " + object.next(Duration.ZERO);
                    } catch (TimeoutException notYet) {
                        return "not yet";
                    } catch (NoSuchElementException end) {
                        return "the end";
                    }
                });
        }
    }
}
