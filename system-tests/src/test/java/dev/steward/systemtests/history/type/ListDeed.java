package dev.steward.systemtests.history.type;

import dev.steward.api.SharedList;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What one can do with a list, shared or the JDK's, with up to three small numbers. Stateless. */
enum ListDeed {
    ADD((list, n) -> list.add(n.get(0))),
    ADD_AT((list, n) -> {
        list.add(index(n, 1), n.get(0));
        return null;
    }),
    ADD_ALL((list, n) -> list.addAll(List.of(n.get(0), n.get(1)))),
    ADD_ALL_AT((list, n) -> list.addAll(index(n, 2), List.of(n.get(0), n.get(1)))),
    SET((list, n) -> list.set(index(n, 1), n.get(0))),
    GET((list, n) -> list.get(index(n, 1))),
    REMOVE_AT((list, n) -> list.remove(index(n, 1))),
    REMOVE((list, n) -> list.remove(n.get(0))),
    REMOVE_ALL((list, n) -> list.removeAll(List.of(n.get(0), n.get(1)))),
    RETAIN_ALL((list, n) -> list.retainAll(List.of(n.get(0), n.get(1), n.get(2)))),
    REMOVE_IF((list, n) -> list.removeIf(element -> element % 3 == n.get(0) % 3)),
    REPLACE_ALL((list, n) -> {
        list.replaceAll(element -> (element + n.get(0)) % 10);
        return null;
    }),
    SORT((list, n) -> {
        list.sort(null);
        return null;
    }),
    REVERSE((list, n) -> {
        if (list instanceof SharedList<Long> shared) {
            shared.reverse();
        } else {
            Collections.reverse(list);
        }
        return null;
    }),
    REPEAT((list, n) -> {
        // Twice so seldom that the lists of a play stay small; to look how long it is would be a step of its own.
        repeat(list, n.get(0) == 7 ? 2 : Math.toIntExact(n.get(0) % 2));
        return null;
    }),
    REVERSED((list, n) -> reversed(list).indexOf(n.get(0))),
    ADD_REVERSED((list, n) -> reversed(list).add(n.get(0))),
    CLEAR_PART((list, n) -> {
        list.subList(index(n, 0), index(n, 0) + 2).clear();
        return null;
    }),
    INDEX_OF((list, n) -> list.indexOf(n.get(0))),
    LAST_INDEX_OF((list, n) -> list.lastIndexOf(n.get(0))),
    CONTAINS((list, n) -> list.contains(n.get(0))),
    SIZE((list, n) -> list.size()),
    COPY((list, n) -> List.copyOf(list)),
    CLEAR((list, n) -> {
        list.clear();
        return null;
    });

    private final BiFunction<List<Long>, List<Long>, @Nullable Object> deed;

    ListDeed(BiFunction<List<Long>, List<Long>, @Nullable Object> deed) {
        this.deed = deed;
    }

    private static void repeat(List<Long> list, int times) {
        if (list instanceof SharedList<Long> shared) {
            shared.repeat(times);
        } else {
            List<Long> once = List.copyOf(list);
            list.clear();
            for (int time = 0; time < times; time++) {
                list.addAll(once);
            }
        }
    }

    private static List<Long> reversed(List<Long> list) {
        if (list instanceof SharedList<Long> shared) {
            return shared.reversed();
        }
        return new AbstractList<>() {
            @Override
            public Long get(int index) {
                return list.get(list.size() - 1 - index);
            }

            @Override
            public int size() {
                return list.size();
            }

            @Override
            public boolean add(Long element) {
                list.add(0, element);
                return true;
            }
        };
    }

    private static int index(List<Long> numbers, int which) {
        return Math.toIntExact(numbers.get(which));
    }

    /** Does it and returns what the list returned. */
    @Nullable
    Object on(List<Long> list, List<Long> numbers) {
        return deed.apply(list, numbers);
    }
}
