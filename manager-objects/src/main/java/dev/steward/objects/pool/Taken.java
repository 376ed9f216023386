package dev.steward.objects.pool;

import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;

/** A result on its way to whoever took it: his until he has it, his job's if he dies before. */
final class Taken extends Holding {

    final PoolJob job;
    final long stamp;
    final EndedTask outcome;

    Taken(CallId call, Presence presence, PoolJob job, long stamp, EndedTask outcome) {
        super(call, presence);
        this.job = job;
        this.stamp = stamp;
        this.outcome = outcome;
    }
}
