package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A call that waits until every element of a queue is done. */
final class Joiner extends Waiter {

    Joiner(CallId call, ObjectId target, Presence presence, long deadline) {
        super(call, target, presence, deadline);
    }

    @Override
    public String purpose() {
        return "join";
    }
}
