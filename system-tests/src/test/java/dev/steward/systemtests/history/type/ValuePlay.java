package dev.steward.systemtests.history.type;

import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import java.util.List;

/** All that a value can do. */
final class ValuePlay implements Play<SharedValue<Long>, Long> {

    @Override
    public String typeId() {
        return "value";
    }

    @Override
    public SharedValue<Long> make(SyncManager manager) {
        return manager.value(TypeCode.LONG, 0L);
    }

    @Override
    public Type<SharedValue<Long>> type() {
        return Type.value(Long.class);
    }

    @Override
    public ValueModel model() {
        return new ValueModel();
    }

    @Override
    public void act(SharedValue<Long> object, Hand hand) throws InterruptedException {
        List<Long> numbers = List.of(hand.draw(4), hand.draw(4));
        switch ((int) hand.draw(6)) {
            case 0 -> hand.call("get", numbers, object::get);
            case 1 ->
                hand.call("set", numbers, () -> {
                    object.set(numbers.get(0));
                    return null;
                });
            case 2 -> hand.call("getAndAdd", numbers, () -> object.getAndAdd(numbers.get(0)));
            case 3 -> hand.call("compareAndSet", numbers, () -> object.compareAndSet(numbers.get(0), numbers.get(1)));
            case 4 -> hand.call("updateAndGet", numbers, () -> object.updateAndGet(ValueModel::next));
            default -> hand.call("getAndUpdate", numbers, () -> object.getAndUpdate(ValueModel::next));
        }
    }
}
