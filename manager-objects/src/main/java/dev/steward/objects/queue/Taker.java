package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A call that waits for an element of a queue. */
final class Taker extends Waiter {

    /** Whether it wants to settle the element itself. */
    final boolean receives;

    Taker(CallId call, ObjectId target, Presence presence, long deadline, boolean receives) {
        super(call, target, presence, deadline);
        this.receives = receives;
    }

    @Override
    public String purpose() {
        return receives ? "receive" : "take";
    }
}
