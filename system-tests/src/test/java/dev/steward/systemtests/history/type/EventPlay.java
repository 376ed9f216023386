package dev.steward.systemtests.history.type;

import dev.steward.api.SharedEvent;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.List;

/** All that an event can do; waits end by themselves. */
final class EventPlay implements Play<SharedEvent, EventModel.State> {

    @Override
    public String typeId() {
        return "event";
    }

    @Override
    public SharedEvent make(SyncManager manager) {
        return manager.event();
    }

    @Override
    public Type<SharedEvent> type() {
        return Type.of(SharedEvent.class);
    }

    @Override
    public EventModel model() {
        return new EventModel();
    }

    @Override
    public void act(SharedEvent object, Hand hand) throws InterruptedException {
        switch ((int) hand.draw(8)) {
            case 0 ->
                hand.call("set", List.of(), () -> {
                    object.set();
                    return null;
                });
            case 1, 2 ->
                hand.call("clear", List.of(), () -> {
                    object.clear();
                    return null;
                });
            case 3 -> hand.call("isSet", List.of(), object::isSet);
            default -> {
                long millis = hand.drawWait();
                hand.call("await", List.of(millis), () -> object.await(Duration.ofMillis(millis)));
            }
        }
    }
}
