package dev.steward.systemtests.misuse;

import dev.steward.api.Tuple;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that are equal to another only by code of their own. */
class RefusedKeysTest extends MisuseTest {

    private record Path(List<int[]> points) {}

    /** Has an equality of its own. */
    private static final class Name {
        @Override
        public boolean equals(Object other) {
            return other instanceof Name;
        }

        @Override
        public int hashCode() {
            return 1;
        }
    }

    private static Misuse key(String what, Object key) {
        return refused(what, "put", world -> world.dict.put(key, 1));
    }

    private static Misuse refused(String what, String method, Call call) {
        return misuse(
                what, UnsupportedValueException.class, call, "dict 'dict', " + method + "(): ", "cannot be a key");
    }

    private static Misuse element(String what, String method, Call call) {
        return misuse(
                what, UnsupportedValueException.class, call, "set 'set', " + method + "(): ", "cannot be an element");
    }

    static List<Misuse> misuses() {
        Map<Object, Object> halfGood = new LinkedHashMap<>();
        halfGood.put("good", 1);
        halfGood.put(new int[1], 1);
        Object deep = "deep";
        for (int i = 0; i < 100; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Object tooDeep = deep;
        Object bad = new Object();
        return List.of(
                key("an array", new int[] {1}),
                key("an array of objects", new String[] {"a"}),
                key("an object", bad),
                key("an object with an equality of its own", new Name()),
                key("what changes", new AtomicInteger()),
                key("text that changes", new StringBuilder("a")),
                key("a thread", Thread.currentThread()),
                key("a list with an array", List.of(1, new int[1])),
                key("a set with an object", Set.of(bad)),
                key("a map with an object", Map.of("a", bad)),
                key("a map by an object", Map.of(bad, "a")),
                key("a tuple with an array", Tuple.of(1, new long[1])),
                key("a record with arrays", new Path(List.of(new int[1]))),
                key("what nests too deep", tooDeep),
                refused("putting if absent", "putIfAbsent", world -> world.dict.putIfAbsent(bad, 1)),
                refused("putting a bad one after a good one", "putAll", world -> world.dict.putAll(halfGood)),
                refused("uniting with a bad one", "union", world -> world.dict.union(halfGood)),
                refused("getting", "get", world -> world.dict.get(bad)),
                refused("asking", "containsKey", world -> world.dict.containsKey(bad)),
                refused("removing", "remove", world -> world.dict.remove(bad)),
                refused("removing a pair", "remove", world -> world.dict.remove(bad, 1)),
                refused("replacing", "replace", world -> world.dict.replace(bad, 1)),
                refused("computing", "compute", world -> world.dict.compute(bad, (key, old) -> 1)),
                refused("computing if absent", "computeIfAbsent", world -> world.dict.computeIfAbsent(bad, key -> 1)),
                refused("merging", "merge", world -> world.dict.merge(bad, 1, (one, other) -> one)),
                refused(
                        "asking the keys",
                        "contains",
                        world -> world.dict.keySet().contains(bad)),
                element("adding to a set", "add", world -> world.set.add(bad)),
                element(
                        "adding to a set, behind a good one",
                        "addAll",
                        world -> world.set.addAll(List.of(3, new int[1]))),
                element("toggling in a set", "toggleAll", world -> world.set.toggleAll(List.of(1, bad))),
                element("uniting a set", "union", world -> world.set.union(List.of(bad))),
                element("asking a set", "contains", world -> world.set.contains(bad)),
                element("removing from a set", "remove", world -> world.set.remove(bad)),
                refused(
                        "removing from the keys",
                        "removeAll",
                        world -> world.dict.keySet().removeAll(List.of("a", bad))));
    }
}
