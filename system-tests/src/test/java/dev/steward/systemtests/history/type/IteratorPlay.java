package dev.steward.systemtests.history.type;

import dev.steward.api.SharedIterator;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.List;
import java.util.stream.LongStream;

/** All that a shared iterator can do, with so many elements that they are gone before the end. */
final class IteratorPlay implements Play<SharedIterator<Long>, List<Long>> {

    private static final List<Long> ELEMENTS = LongStream.range(0, 120).boxed().toList();

    @Override
    public String typeId() {
        return "iterator";
    }

    @Override
    public SharedIterator<Long> make(SyncManager manager) {
        return manager.iterator(ELEMENTS);
    }

    @Override
    public Type<SharedIterator<Long>> type() {
        return Type.iterator(Long.class);
    }

    @Override
    public IteratorModel model() {
        return new IteratorModel(ELEMENTS);
    }

    @Override
    public void act(SharedIterator<Long> object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(200)) {
            case 0 ->
                hand.call("close", List.of(), () -> {
                    object.close();
                    return null;
                });
            case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 -> hand.call("snapshot", List.of(), object::snapshot);
            default -> {
                if (hand.draw(2) == 0) {
                    hand.call("next", List.of(), object::next);
                } else {
                    hand.call("nextIfAny", List.of(), () -> object.hasNext() ? object.next() : null);
                }
            }
        }
    }
}
