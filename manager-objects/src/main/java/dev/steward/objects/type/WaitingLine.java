package dev.steward.objects.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for the same thing, first come first served. Those of suspended sessions are set aside, so that nobody
 * walks past them, and come back to their old places. Adding and removing take O(1), coming back one walk over the line.
 */
final class WaitingLine {

    private final Chain<Waiter> served = new Chain<>();
    private final Chain<Waiter> aside = new Chain<>();

    /** Returns the call to be served next, or null. */
    @Nullable
    Waiter first() {
        Chain.Link<Waiter> first = served.first();
        return first == null ? null : first.item();
    }

    /** Returns a call that is set aside, or null. */
    @Nullable
    Waiter firstAside() {
        Chain.Link<Waiter> first = aside.first();
        return first == null ? null : first.item();
    }

    /** Takes a call whose ticket is the highest. */
    void add(Waiter waiter) {
        waiter.line = this;
        waiter.isAside = waiter.presence.suspended;
        waiter.inLine = (waiter.isAside ? aside : served).addLast(waiter);
    }

    void remove(Waiter waiter) {
        if (waiter.inLine != null) {
            (waiter.isAside ? aside : served).remove(waiter.inLine);
        }
        waiter.inLine = null;
        waiter.line = null;
    }

    /** Skips a call from now on. */
    void setAside(Waiter waiter) {
        if (!waiter.isAside && waiter.inLine != null) {
            served.remove(waiter.inLine);
            waiter.inLine = aside.addLast(waiter);
            waiter.isAside = true;
        }
    }

    /** Puts calls that were set aside back to their places. */
    void restore(List<Waiter> ascending) {
        Chain.Link<Waiter> place = served.last();
        for (int i = ascending.size() - 1; i >= 0; i--) {
            Waiter waiter = ascending.get(i);
            while (place != null && place.item().ticket > waiter.ticket) {
                place = place.previous();
            }
            if (waiter.isAside && waiter.inLine != null) {
                aside.remove(waiter.inLine);
                waiter.inLine = served.addAfter(place, waiter);
                waiter.isAside = false;
            }
        }
    }

    /** Returns all that wait, those set aside last. */
    List<Waiter> toList() {
        List<Waiter> all = served.toList();
        all.addAll(aside.toList());
        return all;
    }
}
