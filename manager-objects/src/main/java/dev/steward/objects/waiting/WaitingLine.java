package dev.steward.objects.waiting;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait for the same thing, first come first served. Those of suspended sessions are set aside, so that nobody
 * walks past them, and come back to their old places. Adding and removing take O(1), setting aside and coming back one
 * walk over the line.
 */
public final class WaitingLine {

    private final Chain<Waiter> served = new Chain<>();
    private final Chain<Waiter> aside = new Chain<>();

    /** Returns the call to be served next, or null. */
    public @Nullable Waiter first() {
        Chain.Link<Waiter> first = served.first();
        return first == null ? null : first.item();
    }

    /** Returns a call that is set aside, or null. */
    public @Nullable Waiter firstAside() {
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

    /** Skips calls from now on. */
    void setAside(List<Waiter> ascending) {
        move(ascending, served, aside);
    }

    /** Puts calls that were set aside back to their places. */
    void restore(List<Waiter> ascending) {
        move(ascending, aside, served);
    }

    /** Both sides are in the order in which the calls came: a restored snapshot must not differ in it. */
    private void move(List<Waiter> ascending, Chain<Waiter> from, Chain<Waiter> to) {
        Chain.Link<Waiter> place = to.last();
        for (int i = ascending.size() - 1; i >= 0; i--) {
            Waiter waiter = ascending.get(i);
            while (place != null && place.item().ticket > waiter.ticket) {
                place = place.previous();
            }
            if (waiter.inLine != null && waiter.isAside == (from == aside)) {
                from.remove(waiter.inLine);
                waiter.inLine = to.addAfter(place, waiter);
                waiter.isAside = to == aside;
            }
        }
    }

    /** Returns how many wait, those set aside too. */
    public int size() {
        return served.size() + aside.size();
    }

    /** Returns the first of those that are served and of those that are set aside, so many of each at most. */
    List<Waiter> first(int most) {
        List<Waiter> first = new ArrayList<>(Math.min(most, size()));
        addFirst(served, most, first);
        addFirst(aside, most, first);
        return first;
    }

    private static void addFirst(Chain<Waiter> waiters, int most, List<Waiter> to) {
        Chain.Link<Waiter> next = waiters.first();
        for (int i = 0; i < most && next != null; i++) {
            to.add(next.item());
            next = next.next();
        }
    }

    /** Returns all that are served, in turn. */
    public List<Waiter> serving() {
        return served.toList();
    }

    /** Returns all that wait, those set aside last. */
    public List<Waiter> toList() {
        List<Waiter> all = served.toList();
        all.addAll(aside.toList());
        return all;
    }
}
