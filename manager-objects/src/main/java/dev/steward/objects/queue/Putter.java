package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.Value;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A call that waits for room in a queue. Its element counts as stored, for the references in it. */
final class Putter extends Waiter {

    final Value element;

    Putter(CallId call, ObjectId target, Presence presence, long deadline, Value element) {
        super(call, target, presence, deadline);
        this.element = element;
    }

    @Override
    public String purpose() {
        return "put";
    }
}
