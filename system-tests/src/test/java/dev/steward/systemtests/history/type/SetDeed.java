package dev.steward.systemtests.history.type;

import dev.steward.api.SharedSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What one can do with a set, shared or the JDK's, with up to three small numbers. Stateless. */
enum SetDeed {
    ADD((set, n) -> set.add(n.get(0))),
    ADD_ALL((set, n) -> set.addAll(List.of(n.get(0), n.get(1)))),
    TOGGLE_ALL((set, n) -> toggle(set, n)),
    CONTAINS((set, n) -> set.contains(n.get(0))),
    CONTAINS_ALL((set, n) -> set.containsAll(List.of(n.get(0), n.get(1)))),
    REMOVE((set, n) -> set.remove(n.get(0))),
    REMOVE_ALL((set, n) -> set.removeAll(List.of(n.get(0), n.get(1)))),
    RETAIN_ALL((set, n) -> set.retainAll(n)),
    REMOVE_IF((set, n) -> set.removeIf(element -> element % 3 == n.get(0) % 3)),
    POLL_FIRST((set, n) -> pollFirst(set)),
    SIZE((set, n) -> set.size()),
    /** In order of insertion, which equals of a set leaves out. */
    COPY((set, n) -> List.copyOf(set)),
    UNION((set, n) -> List.copyOf(union(set, n))),
    INTERSECTION((set, n) -> List.copyOf(intersection(set, n))),
    DIFFERENCE((set, n) -> List.copyOf(difference(set, n))),
    SYMMETRIC_DIFFERENCE((set, n) -> List.copyOf(symmetricDifference(set, n))),
    CLEAR((set, n) -> {
        set.clear();
        return null;
    });

    private final BiFunction<Set<Long>, List<Long>, @Nullable Object> deed;

    SetDeed(BiFunction<Set<Long>, List<Long>, @Nullable Object> deed) {
        this.deed = deed;
    }

    /** Does it and returns what the set returned. */
    @Nullable
    Object on(Set<Long> set, List<Long> numbers) {
        return deed.apply(set, numbers);
    }

    // What a shared set does in one step takes several on a set of the JDK.

    private static boolean toggle(Set<Long> set, List<Long> numbers) {
        return set instanceof SharedSet<Long> shared ? shared.toggleAll(numbers) : PlainSets.toggleAll(set, numbers);
    }

    private static @Nullable Long pollFirst(Set<Long> set) {
        return set instanceof SharedSet<Long> shared ? shared.pollFirst() : PlainSets.pollFirst(set);
    }

    private static Set<Long> union(Set<Long> set, List<Long> others) {
        return set instanceof SharedSet<Long> shared ? shared.union(others) : PlainSets.with(set, others);
    }

    private static Set<Long> intersection(Set<Long> set, List<Long> others) {
        return set instanceof SharedSet<Long> shared ? shared.intersection(others) : PlainSets.among(set, others);
    }

    private static Set<Long> difference(Set<Long> set, List<Long> others) {
        return set instanceof SharedSet<Long> shared ? shared.difference(others) : PlainSets.without(set, others);
    }

    private static Set<Long> symmetricDifference(Set<Long> set, List<Long> others) {
        return set instanceof SharedSet<Long> shared
                ? shared.symmetricDifference(others)
                : PlainSets.with(PlainSets.without(set, others), PlainSets.without(others, set));
    }
}
