package dev.steward.objects.type;

import dev.steward.objects.CallId;
import org.jspecify.annotations.Nullable;

/** An element on its way to a client: not in the queue and not yet forgotten. */
final class Delivered {

    final Element element;
    final CallId call;
    final Presence presence;
    /** The number by which the client settles it; 0 if it was taken, and not received. */
    final long id;
    /** The next element of the same answer. */
    @Nullable
    Delivered next;

    Chain.@Nullable Link<Delivered> inPresence;
    Chain.@Nullable Link<Delivered> inAll;
    /** Its link among what its thread has taken, where elements are to be done. */
    Chain.@Nullable Link<Delivered> inThread;

    Delivered(Element element, CallId call, Presence presence, long id) {
        this.element = element;
        this.call = call;
        this.presence = presence;
        this.id = id;
    }
}
