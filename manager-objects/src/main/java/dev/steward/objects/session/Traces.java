package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Outputs;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The objects in which one session may have left something, in the order in which it came to them. */
final class Traces {

    private final Map<ObjectId, Touch> touched = new LinkedHashMap<>();

    /**
     * Returns what counts the calls under way in an object.
     *
     * @param whenNew is done before the first one
     */
    Touch touch(ObjectId object, Runnable whenNew) {
        Touch touch = touched.get(object);
        if (touch == null) {
            touch = new Touch();
            touched.put(object, touch);
            whenNew.run();
        }
        return touch;
    }

    /** Forgets an object that says that nothing is left there, unless a call on its way may change that. */
    void forget(ObjectId object) {
        Touch touch = touched.get(object);
        if (touch != null && touch.underWay == 0 && !touch.byLane) {
            touched.remove(object);
        }
    }

    /** Returns whether there are none. */
    boolean isEmpty() {
        return touched.isEmpty();
    }

    /** Tells all these objects. */
    void tell(Supplier<Input> news, Outputs out) {
        if (!touched.isEmpty()) {
            Input input = news.get();
            touched.keySet().forEach(object -> out.forward(GroupId.of(object), input));
        }
    }

    Set<ObjectId> objects() {
        return touched.keySet();
    }

    Map<ObjectId, Touch> byObject() {
        return touched;
    }

    void save(StateWriter writer) {
        writer.writeInt(touched.size());
        touched.forEach((object, touch) -> {
            writer.writeObject(object);
            writer.writeInt(touch.underWay);
            writer.writeBoolean(touch.byLane);
        });
    }

    void load(StateReader reader) {
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            Touch touch = new Touch();
            touched.put(reader.readObject(), touch);
            touch.underWay = reader.readInt();
            touch.byLane = reader.readBoolean();
        }
    }
}
