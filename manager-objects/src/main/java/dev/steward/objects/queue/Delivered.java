package dev.steward.objects.queue;

import dev.steward.objects.CallId;
import dev.steward.objects.waiting.Chain;
import dev.steward.objects.waiting.Holding;
import dev.steward.objects.waiting.Presence;
import org.jspecify.annotations.Nullable;

/** An element on its way to a client: not in the queue and not yet forgotten. */
final class Delivered extends Holding {

    final Element element;
    /** The number by which the client settles it; 0 if it was taken, and not received. */
    final long id;
    /** The time of the machine at which it was delivered. */
    final long since;
    /** The next element of the same answer. */
    @Nullable
    Delivered next;

    /** Its link among what its thread has taken, where elements are to be done. */
    Chain.@Nullable Link<Delivered> inThread;

    Delivered(Element element, CallId call, Presence presence, long id, long since) {
        super(call, presence);
        this.element = element;
        this.id = id;
        this.since = since;
    }
}
