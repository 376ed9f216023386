package dev.steward.objects.waiting;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that sessions have of one group, which is of one kind, oldest first: as a whole and for each session. Adding and
 * removing take O(1).
 */
public final class Holdings<H extends Holding> {

    private final Class<H> kind;
    private final Chain<Holding> all = new Chain<>();

    /** Makes holdings of one kind, the only one in its group. */
    public Holdings(Class<H> kind) {
        this.kind = kind;
    }

    /** Notes a holding as the youngest. */
    public void add(H holding) {
        holding.inAll = all.addLast(holding);
        holding.inPresence = holding.presence().holdings.addLast(holding);
    }

    /** Forgets a holding, if it is here. */
    public void remove(H holding) {
        if (holding.inAll != null && holding.inPresence != null) {
            all.remove(holding.inAll);
            holding.presence().holdings.remove(holding.inPresence);
            holding.inAll = null;
            holding.inPresence = null;
        }
    }

    /** Returns how many there are. */
    public int size() {
        return all.size();
    }

    /** Returns how many a session has. */
    public int sizeOf(Presence presence) {
        return presence.holdings.size();
    }

    /** Returns the oldest, or null. */
    public @Nullable H oldest() {
        return item(all.first());
    }

    /** Returns the youngest, or null. */
    public @Nullable H youngest() {
        return item(all.last());
    }

    /** Returns the oldest of a session, or null. */
    public @Nullable H oldestOf(Presence presence) {
        return item(presence.holdings.first());
    }

    /** Returns the oldest of a session that is as the test says, or null; walks past all that are older. */
    public @Nullable H oldestOf(Presence presence, Predicate<H> test) {
        for (Chain.Link<Holding> link = presence.holdings.first(); link != null; link = link.next()) {
            H holding = kind.cast(link.item());
            if (test.test(holding)) {
                return holding;
            }
        }
        return null;
    }

    /** Returns the oldest, so many at most. */
    public List<H> first(int most) {
        List<H> first = new ArrayList<>(Math.min(most, all.size()));
        for (Chain.Link<Holding> link = all.first(); link != null && first.size() < most; link = link.next()) {
            first.add(kind.cast(link.item()));
        }
        return first;
    }

    /** Returns a copy of all, to walk over while they change. */
    public List<H> toList() {
        return copy(all);
    }

    /** Returns a copy of what a session has, to walk over while it changes. */
    public List<H> listOf(Presence presence) {
        return copy(presence.holdings);
    }

    private List<H> copy(Chain<Holding> holdings) {
        List<H> copy = new ArrayList<>(holdings.size());
        for (Chain.Link<Holding> link = holdings.first(); link != null; link = link.next()) {
            copy.add(kind.cast(link.item()));
        }
        return copy;
    }

    private @Nullable H item(Chain.@Nullable Link<Holding> link) {
        return link == null ? null : kind.cast(link.item());
    }
}
