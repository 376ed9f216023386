package dev.steward.systemtests.history.type;

import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.util.List;

/** All that a list can do, with ten numbers as elements. */
final class ListPlay implements Play<SharedList<Long>, List<Long>> {

    @Override
    public String typeId() {
        return "list";
    }

    @Override
    public SharedList<Long> make(SyncManager manager) {
        return manager.list(Long.class);
    }

    @Override
    public Type<SharedList<Long>> type() {
        return Type.list(Long.class);
    }

    @Override
    public ListModel model() {
        return new ListModel();
    }

    @Override
    public void act(SharedList<Long> object, Hand hand) throws InterruptedException {
        ListDeed[] deeds = ListDeed.values();
        // The first ones, which add, come more often, so that there is something to find and to remove.
        ListDeed deed = deeds[(int) Math.min(hand.draw(deeds.length), hand.draw(deeds.length))];
        List<Long> numbers = List.of(hand.draw(10), hand.draw(6), hand.draw(6));
        hand.call(deed.name(), numbers, () -> deed.on(object, numbers));
    }
}
