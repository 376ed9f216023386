package dev.steward.objects.waiting;

import dev.steward.objects.CallId;
import org.jspecify.annotations.Nullable;

/** What a session has of one group until it is given back or the session is no more, such as an element in delivery. */
public abstract class Holding {

    private final CallId call;
    private final Presence presence;
    /** Its link among all of the group, while it is held. */
    Chain.@Nullable Link<Holding> inAll;
    /** Its link in the presence of its session, while it is held. */
    Chain.@Nullable Link<Holding> inPresence;

    protected Holding(CallId call, Presence presence) {
        this.call = call;
        this.presence = presence;
    }

    /** Returns the call whose answer gave it. */
    public final CallId call() {
        return call;
    }

    /** Returns what else its session has here. */
    public final Presence presence() {
        return presence;
    }
}
