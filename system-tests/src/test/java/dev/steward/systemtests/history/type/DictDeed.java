package dev.steward.systemtests.history.type;

import dev.steward.api.SharedDict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What one can do with a dict, or a map of the JDK, with up to three small numbers; the first one is the key. Stateless. */
enum DictDeed {
    GET((map, n) -> map.get(key(n, 0))),
    GET_OR_DEFAULT((map, n) -> map.getOrDefault(key(n, 0), n.get(1))),
    PUT((map, n) -> map.put(key(n, 0), n.get(1))),
    PUT_IF_ABSENT((map, n) -> map.putIfAbsent(key(n, 0), n.get(1))),
    PUT_ALL((map, n) -> {
        Map<String, Long> entries = new LinkedHashMap<>();
        entries.put(key(n, 0), n.get(1));
        entries.put(key(n, 2), n.get(1));
        map.putAll(entries);
        return null;
    }),
    REMOVE((map, n) -> map.remove(key(n, 0))),
    REMOVE_ENTRY((map, n) -> map.remove(key(n, 0), n.get(1))),
    REPLACE((map, n) -> map.replace(key(n, 0), n.get(1))),
    REPLACE_ENTRY((map, n) -> map.replace(key(n, 0), n.get(1), n.get(2))),
    COMPUTE((map, n) -> map.compute(key(n, 0), (key, old) -> old == null ? n.get(1) : Long.valueOf(old + 1))),
    COMPUTE_IF_ABSENT((map, n) -> map.computeIfAbsent(key(n, 0), key -> n.get(1))),
    COMPUTE_IF_PRESENT((map, n) -> map.computeIfPresent(key(n, 0), (key, old) -> old > 7 ? null : old + 2)),
    MERGE((map, n) -> map.merge(key(n, 0), n.get(1), Long::sum)),
    REPLACE_ALL((map, n) -> {
        map.replaceAll((key, old) -> (old + n.get(1)) % 10);
        return null;
    }),
    REMOVE_KEYS((map, n) -> map.keySet().removeAll(List.of(key(n, 0), key(n, 2)))),
    REMOVE_VALUE((map, n) -> map.values().remove(n.get(1))),
    CONTAINS_KEY((map, n) -> map.containsKey(key(n, 0))),
    CONTAINS_VALUE((map, n) -> map.containsValue(n.get(1))),
    POLL_FIRST((map, n) -> map instanceof SharedDict<String, Long> shared ? shared.pollFirstEntry() : poll(map, 0)),
    POLL_LAST((map, n) ->
            map instanceof SharedDict<String, Long> shared ? shared.pollLastEntry() : poll(map, map.size() - 1)),
    UNION((map, n) -> union(map, Map.of(key(n, 0), n.get(1))).toString()),
    SIZE((map, n) -> map.size()),
    /** In order of insertion, which equals of a map leaves out. */
    COPY((map, n) -> new LinkedHashMap<>(map).toString()),
    CLEAR((map, n) -> {
        map.clear();
        return null;
    });

    private final BiFunction<Map<String, Long>, List<Long>, @Nullable Object> deed;

    DictDeed(BiFunction<Map<String, Long>, List<Long>, @Nullable Object> deed) {
        this.deed = deed;
    }

    // What a shared dict does in one step takes several on a map of the JDK.

    private static Map.@Nullable Entry<String, Long> poll(Map<String, Long> map, int index) {
        if (map.isEmpty()) {
            return null;
        }
        String key = List.copyOf(map.keySet()).get(index);
        return Map.entry(key, map.remove(key));
    }

    private static Map<String, Long> union(Map<String, Long> map, Map<String, Long> others) {
        if (map instanceof SharedDict<String, Long> shared) {
            return shared.union(others);
        }
        Map<String, Long> union = new LinkedHashMap<>(map);
        union.putAll(others);
        return union;
    }

    private static String key(List<Long> numbers, int which) {
        return "key" + numbers.get(which);
    }

    /** Does it and returns what the map returned. */
    @Nullable
    Object on(Map<String, Long> map, List<Long> numbers) {
        return deed.apply(map, numbers);
    }
}
