package dev.steward.objects.lock;

import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;

/** Permits that a session has and must give back; or, if they are used up, that it may not have heard of yet. */
final class PermitGrant extends Holding {

    long count;
    /** The time of the machine at which the first of them was acquired. */
    final long since;

    /**
     * Notes permits.
     *
     * @param call the one that acquired them, or the last of several
     */
    PermitGrant(CallId call, Presence presence, long count, long since) {
        super(call, presence);
        this.since = since;
        this.count = count;
    }
}
