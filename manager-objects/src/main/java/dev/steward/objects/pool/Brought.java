package dev.steward.objects.pool;

import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;

/** A job that ends with the session that brought it. */
final class Brought extends Holding {

    final PoolJob job;

    Brought(CallId call, Presence presence, PoolJob job) {
        super(call, presence);
        this.job = job;
    }
}
