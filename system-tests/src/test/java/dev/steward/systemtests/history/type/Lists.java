package dev.steward.systemtests.history.type;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** New lists out of old ones, for states that do not change. Stateless. */
final class Lists {

    private Lists() {}

    static <E> List<E> with(List<E> list, E last) {
        List<E> more = new ArrayList<>(list);
        more.add(last);
        return List.copyOf(more);
    }

    static <E> List<E> without(List<E> list, Predicate<E> left) {
        return list.stream().filter(left.negate()).toList();
    }

    static <E> List<E> rest(List<E> list, int from) {
        return List.copyOf(list.subList(from, list.size()));
    }
}
