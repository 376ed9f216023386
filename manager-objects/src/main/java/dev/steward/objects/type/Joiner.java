package dev.steward.objects.type;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;

/** A call that waits until every element of a queue is done. */
final class Joiner extends Waiter {

    Joiner(CallId call, ObjectId target, Presence presence, long deadline) {
        super(call, target, presence, deadline);
    }
}
