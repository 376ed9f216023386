package dev.steward.objects.queue;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A call that waits until it is known of each dead letter whether the queue that gave it up takes it once more. */
final class Requeuer extends Waiter {

    long requeued;
    long withoutRoom;
    long ended;
    /** Of how many it is not known yet. */
    int unknown;
    /** Whether it was answered before all of it was known. */
    boolean isAbandoned;

    Requeuer(CallId call, ObjectId target, Presence presence) {
        super(call, target, presence, NEVER);
    }

    @Override
    public String purpose() {
        return "requeue";
    }
}
