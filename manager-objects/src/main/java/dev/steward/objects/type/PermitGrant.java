package dev.steward.objects.type;

import dev.steward.objects.CallId;
import org.jspecify.annotations.Nullable;

/** Permits that a session has and must give back; or, if they are used up, that it may not have heard of yet. */
final class PermitGrant {

    /** The call that acquired them, or the last of several. */
    final CallId call;

    final Presence presence;
    long count;

    Chain.@Nullable Link<PermitGrant> inAll;
    Chain.@Nullable Link<PermitGrant> inPresence;

    PermitGrant(CallId call, Presence presence, long count) {
        this.call = call;
        this.presence = presence;
        this.count = count;
    }
}
