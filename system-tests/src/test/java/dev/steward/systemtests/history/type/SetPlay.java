package dev.steward.systemtests.history.type;

import dev.steward.api.SharedSet;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.List;

/** All that a set can do, with six numbers as elements. */
final class SetPlay implements Play<SharedSet<Long>, List<Long>> {

    @Override
    public String typeId() {
        return "set";
    }

    @Override
    public SharedSet<Long> make(SyncManager manager) {
        return manager.set(Long.class);
    }

    @Override
    public Type<SharedSet<Long>> type() {
        return Type.set(Long.class);
    }

    @Override
    public SetModel model() {
        return new SetModel();
    }

    @Override
    public void act(SharedSet<Long> object, Hand hand) throws InterruptedException {
        SetDeed[] deeds = SetDeed.values();
        // The first ones, which add, come more often, so that there is something to find and to remove.
        SetDeed deed = deeds[(int) Math.min(hand.draw(deeds.length), hand.draw(deeds.length))];
        List<Long> numbers = List.of(hand.draw(6), hand.draw(6), hand.draw(6));
        hand.call(deed.name(), numbers, () -> deed.on(object, numbers));
    }
}
