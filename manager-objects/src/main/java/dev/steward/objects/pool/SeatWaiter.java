package dev.steward.objects.pool;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Presence;
import dev.steward.objects.waiting.Waiter;

/** A worker's call that waits for something to do. */
final class SeatWaiter extends Waiter {

    /** The number of the worker. */
    final long worker;

    SeatWaiter(CallId call, ObjectId target, Presence presence, long deadline, long worker) {
        super(call, target, presence, deadline);
        this.worker = worker;
    }

    @Override
    public String purpose() {
        return "task";
    }
}
