package dev.steward.systemtests.history.type;

import dev.steward.api.SharedDict;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.List;
import java.util.Map.Entry;

/** All that a dict can do, with three keys. */
final class DictPlay implements Play<SharedDict<String, Long>, List<Entry<String, Long>>> {

    @Override
    public String typeId() {
        return "dict";
    }

    @Override
    public SharedDict<String, Long> make(SyncManager manager) {
        return manager.dict(String.class, Long.class);
    }

    @Override
    public Type<SharedDict<String, Long>> type() {
        return Type.dict(String.class, Long.class);
    }

    @Override
    public DictModel model() {
        return new DictModel();
    }

    @Override
    public void act(SharedDict<String, Long> object, Hand hand) throws InterruptedException {
        DictDeed[] deeds = DictDeed.values();
        DictDeed deed = deeds[(int) hand.draw(deeds.length)];
        List<Long> numbers = List.of(hand.draw(3), hand.draw(10), hand.draw(3));
        hand.call(deed.name(), numbers, () -> deed.on(object, numbers));
    }
}
