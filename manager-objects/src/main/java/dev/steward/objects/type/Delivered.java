package dev.steward.objects.type;

import dev.steward.objects.CallId;
import org.jspecify.annotations.Nullable;

/** An element on its way to a client: not in the queue and not yet forgotten. */
final class Delivered {

    final Element element;
    final CallId call;
    final Presence presence;
    /** The number by which the client settles it; 0 if acknowledging the answer does. */
    final long id;
    /** The next element of the same answer. */
    @Nullable
    Delivered next;

    Chain.@Nullable Link<Delivered> inPresence;
    Chain.@Nullable Link<Delivered> inAll;

    Delivered(Element element, CallId call, Presence presence, long id) {
        this.element = element;
        this.call = call;
        this.presence = presence;
        this.id = id;
    }
}
