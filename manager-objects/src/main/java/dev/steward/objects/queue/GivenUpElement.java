package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;

/** An element that another queue gave up. A class of its own, so that other elements need no room for where they come from. */
final class GivenUpElement extends Element {

    /** The queue that gave it up, which may be gone. */
    final ObjectId from;

    GivenUpElement(Value value, long stamp, int deliveries, int put, ObjectId from) {
        super(value, stamp, deliveries, put);
        this.from = from;
    }

    @Override
    int writtenDeliveries() {
        return ~deliveries;
    }

    @Override
    void save(StateWriter writer) {
        super.save(writer);
        writer.writeObject(from);
    }
}
