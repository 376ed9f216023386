package dev.steward.systemtests.history.type;

import dev.steward.api.SharedArray;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.util.Collections;
import java.util.List;

/** All that an array can do, with a few cells, and behind its end. */
final class ArrayPlay implements Play<SharedArray<Long>, List<Long>> {

    private static final int LENGTH = 5;

    @Override
    public String typeId() {
        return "array";
    }

    @Override
    public SharedArray<Long> make(SyncManager manager) {
        return manager.array(TypeCode.LONG, LENGTH);
    }

    @Override
    public Type<SharedArray<Long>> type() {
        return Type.array(Long.class);
    }

    @Override
    public ArrayModel model() {
        return new ArrayModel(LENGTH);
    }

    @Override
    public void act(SharedArray<Long> object, Hand hand) throws InterruptedException {
        List<Long> numbers = List.of(hand.draw(LENGTH + 1), hand.draw(5), hand.draw(5));
        int index = Math.toIntExact(numbers.get(0));
        int count = Math.toIntExact(numbers.get(1));
        long content = numbers.get(2);
        switch ((int) hand.draw(12)) {
            case 0 -> hand.call("get", numbers, () -> object.get(index));
            case 1 ->
                hand.call("set", numbers, () -> {
                    object.set(index, content);
                    return null;
                });
            case 2, 3 -> hand.call("getRange", numbers, () -> object.getRange(index, index + count));
            case 4, 5, 6 ->
                hand.call("setRange", numbers, () -> {
                    object.setRange(index, Collections.nCopies(count, content));
                    return null;
                });
            case 7 -> hand.call("toList", numbers, object::toList);
            case 8 -> hand.call("getAndAdd", numbers, () -> object.getAndAdd(index, content));
            case 9 -> hand.call("compareAndSet", numbers, () -> object.compareAndSet(index, numbers.get(1), content));
            case 10 -> hand.call("updateAndGet", numbers, () -> object.updateAndGet(index, ValueModel::next));
            default -> hand.call("getAndUpdate", numbers, () -> object.getAndUpdate(index, ValueModel::next));
        }
    }
}
