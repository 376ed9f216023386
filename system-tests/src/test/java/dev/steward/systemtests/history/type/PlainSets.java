package dev.steward.systemtests.history.type;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shared sets have in one step, for sets of the JDK that keep their order and that nobody else has. Stateless. */
final class PlainSets {

    private PlainSets() {}

    static <E> boolean toggleAll(Set<E> set, Collection<E> others) {
        for (E other : new LinkedHashSet<>(others)) {
            if (!set.remove(other)) {
                set.add(other);
            }
        }
        return !others.isEmpty();
    }

    static <E> @Nullable E pollFirst(Set<E> set) {
        if (set.isEmpty()) {
            return null;
        }
        E first = set.iterator().next();
        set.remove(first);
        return first;
    }

    static <E> Set<E> with(Collection<E> some, Collection<E> others) {
        Set<E> copy = new LinkedHashSet<>(some);
        copy.addAll(others);
        return copy;
    }

    static <E> Set<E> without(Collection<E> some, Collection<E> others) {
        Set<E> copy = new LinkedHashSet<>(some);
        others.forEach(copy::remove);
        return copy;
    }

    static <E> Set<E> among(Collection<E> some, Collection<E> others) {
        Set<E> copy = new LinkedHashSet<>(some);
        copy.retainAll(others);
        return copy;
    }
}
