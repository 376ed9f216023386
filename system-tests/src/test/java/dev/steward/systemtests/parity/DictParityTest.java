package dev.steward.systemtests.parity;

import static dev.steward.systemtests.parity.Step.act;
import static dev.steward.systemtests.parity.Step.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.SharedDict;
import dev.steward.api.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Spliterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared dict beside a {@link LinkedHashMap}, whose order it has, and a {@link ConcurrentHashMap}, which refuses null. */
class DictParityTest extends ParityTest {

    private static Step<Map<String, Integer>> randomStep(Random random) {
        String key = "k" + random.nextInt(8);
        int value = random.nextInt(5);
        Map<String, Integer> some = new LinkedHashMap<>();
        random.ints(random.nextInt(4), 0, 8).forEach(one -> some.put("k" + one, one));
        List<Integer> numbers = random.ints(2, 0, 5).boxed().toList();
        return switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4 -> step("put " + key, map -> map.put(key, value));
            case 5 -> act("putAll " + some, map -> map.putAll(some));
            case 6 -> step("putIfAbsent " + key, map -> map.putIfAbsent(key, value));
            case 7 -> step("get " + key, map -> map.get(key));
            case 8 -> step("getOrDefault " + key, map -> map.getOrDefault(key, -1));
            case 9 -> step("containsKey " + key, map -> map.containsKey(key));
            case 10 -> step("containsValue " + value, map -> map.containsValue(value));
            case 11 -> step("remove " + key, map -> map.remove(key));
            case 12 -> step("remove equal " + key, map -> map.remove(key, value));
            case 13 -> step("replace " + key, map -> map.replace(key, value));
            case 14 -> step("replace equal " + key, map -> map.replace(key, value, value + 1));
            case 15 ->
                step("compute " + key, map -> map.compute(key, (k, v) -> v == null ? value : v > 3 ? null : v + 1));
            case 16 -> step("computeIfAbsent " + key, map -> map.computeIfAbsent(key, k -> value > 2 ? null : value));
            case 17 ->
                step("computeIfPresent " + key, map -> map.computeIfPresent(key, (k, v) -> v > 2 ? null : v + 1));
            case 18 -> step("merge " + key, map -> map.merge(key, value, (v, w) -> v + w > 6 ? null : v + w));
            case 19 -> act("replaceAll", map -> map.replaceAll((k, v) -> (v + 1) % 5));
            case 20 -> step("size", Map::size);
            case 21 -> step("entries", map -> new ArrayList<>(map.entrySet()));
            case 22 -> step("keys", map -> new ArrayList<>(map.keySet()));
            case 23 -> step("values", map -> new ArrayList<>(map.values()));
            case 24 -> step("hashCode", Map::hashCode);
            case 25 -> step("equals", map -> map.equals(some));
            case 26 -> step("keySet remove", map -> map.keySet().remove(key));
            case 27 -> step("keySet removeAll", map -> map.keySet().removeAll(some.keySet()));
            case 28 ->
                step("keySet retainAll", map -> map.size() > 5 && map.keySet().retainAll(some.keySet()));
            case 29 -> step("values remove " + value, map -> map.values().remove(value));
            case 30 -> step("values removeAll", map -> map.values().removeAll(numbers));
            case 31 -> step("values removeIf", map -> map.values().removeIf(one -> one == value));
            case 32 -> step("entries contains", map -> map.entrySet().contains(Map.entry(key, value)));
            case 33 -> step("entries remove", map -> map.entrySet().remove(Map.entry(key, value)));
            case 34 ->
                step(
                        "entries removeIf",
                        map -> map.entrySet().removeIf(one -> one.getKey().equals(key)));
            case 35 -> act("setValue of all", map -> map.entrySet().forEach(one -> one.setValue(one.getValue() + 1)));
            case 36 ->
                step(
                        "iterate and remove",
                        map -> removeEverySecond(map.entrySet().iterator()));
            case 37 -> step("key set equals", map -> map.keySet().equals(some.keySet()));
            case 38 -> step("keySet containsAll", map -> map.keySet().containsAll(some.keySet()));
            default ->
                step(
                        "entry set hash",
                        map -> map.entrySet().hashCode() + map.keySet().hashCode());
        };
    }

    private static List<Object> removeEverySecond(Iterator<Map.Entry<String, Integer>> each) {
        List<Object> met = new ArrayList<>();
        met.add(Ended.run(each::remove));
        while (each.hasNext()) {
            Map.Entry<String, Integer> entry = each.next();
            met.add(entry.getKey());
            if (met.size() % 2 == 0) {
                entry.setValue(4);
                each.remove();
                met.add(Ended.run(each::remove));
            }
        }
        return met;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomCallsEndAsOnALinkedHashMap(long seed) {
        Random random = new Random(seed);
        Map<String, Integer> twin = new LinkedHashMap<>();
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        List<Step<Map<String, Integer>>> done = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            Step<Map<String, Integer>> step = randomStep(random);
            done.add(step);
            Ended expected = step.on(twin);
            Ended actual = step.on(shared);
            assertThat(actual).as("seed " + seed + ", last of " + done).isEqualTo(expected);
            assertThat(List.copyOf(shared.snapshot().entrySet()))
                    .as("seed " + seed + ", after " + done)
                    .isEqualTo(List.copyOf(twin.entrySet()));
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a user may do all the same
    void nullsEndAsOnAConcurrentHashMap() {
        List<Function<Map<String, Integer>, @Nullable Object>> calls = List.of(
                map -> map.put(null, 1),
                map -> map.put("a", null),
                map -> map.get(null),
                map -> map.containsKey(null),
                map -> map.containsValue(null),
                map -> map.remove(null),
                map -> map.remove("a", null),
                map -> map.remove(null, 1),
                map -> map.replace("a", null),
                map -> map.replace("a", 1, null),
                map -> map.replace("a", null, 1),
                map -> map.putIfAbsent("a", null),
                map -> map.merge("a", null, Integer::sum),
                map -> map.merge("a", 1, null),
                map -> map.compute(null, (k, v) -> 1),
                map -> map.compute("a", null),
                map -> map.computeIfAbsent("a", null),
                map -> map.computeIfPresent("a", null),
                map -> map.getOrDefault(null, 1));
        Map<String, Integer> twin = new ConcurrentHashMap<>(Map.of("a", 5));
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        shared.put("a", 5);
        for (int i = 0; i < calls.size(); i++) {
            Function<Map<String, Integer>, @Nullable Object> call = calls.get(i);
            assertThat(Ended.of(() -> call.apply(shared))).as("call " + i).isEqualTo(Ended.of(() -> call.apply(twin)));
        }
        assertThat(shared).isEqualTo(twin);
        assertThatThrownBy(() -> shared.putAll(mapWithNull())).isInstanceOf(NullPointerException.class);
        assertThat(shared).hasSize(1);
    }

    private static Map<String, @Nullable Integer> mapWithNull() {
        Map<String, @Nullable Integer> map = new LinkedHashMap<>();
        map.put("b", 1);
        map.put("c", null);
        return map;
    }

    private record Point(int x, int y) {}

    @Test
    void everyKindOfKeyIsFoundAgain() {
        SharedDict<Object, Integer> shared = manager.dict();
        List<Object> keys = List.of("text", 1, TimeUnit.DAYS, Tuple.of(1, "a"), List.of(1, 2), true, 2.5);
        for (int i = 0; i < keys.size(); i++) {
            shared.put(keys.get(i), i);
        }
        for (int i = 0; i < keys.size(); i++) {
            assertThat(shared.get(keys.get(i))).as(keys.get(i).toString()).isEqualTo(i);
        }
        assertThat(shared.get(1L)).isEqualTo(1);
        assertThat(shared.get(1.0)).isEqualTo(1);
    }

    @Test
    void recordsAreKeysByContent() {
        SharedDict<Point, String> shared = manager.dict(Point.class, String.class);
        shared.put(new Point(1, 2), "a");
        assertThat(shared.get(new Point(1, 2))).isEqualTo("a");
        assertThat(shared.get(new Point(2, 1))).isNull();
        assertThat(shared.keySet()).containsExactly(new Point(1, 2));
    }

    @Test
    void entryThatAnotherChangedIsNotOverwritten() {
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        shared.put("a", 1);
        shared.put("b", 2);
        Iterator<Map.Entry<String, Integer>> each = shared.entrySet().iterator();
        Map.Entry<String, Integer> first = each.next();
        shared.put("a", 10);
        assertThatThrownBy(() -> first.setValue(5)).isInstanceOf(ConcurrentModificationException.class);
        assertThatThrownBy(each::remove).isInstanceOf(ConcurrentModificationException.class);
        Map.Entry<String, Integer> second = each.next();
        shared.remove("b");
        each.remove();
        assertThat(second.getValue()).isEqualTo(2);
        assertThat(shared).isEqualTo(Map.of("a", 10));
    }

    @Test
    void viewsAreLive() {
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        var keys = shared.keySet();
        var values = shared.values();
        var entries = shared.entrySet();
        shared.put("a", 1);
        assertThat(keys).containsExactly("a");
        assertThat(values).containsExactly(1);
        assertThat(entries).containsExactly(Map.entry("a", 1));
        keys.clear();
        assertThat(shared).isEmpty();
        assertThatThrownBy(() -> keys.add("b")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(Arrays.asList(keys.toArray())).isEmpty();
    }

    @Test
    void spliteratorsOfKeysAndEntriesSayThatNothingComesTwice() {
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        shared.put("a", 1);
        shared.put("b", 1);
        assertThat(shared.keySet().spliterator().hasCharacteristics(Spliterator.DISTINCT))
                .isTrue();
        assertThat(shared.entrySet().spliterator().hasCharacteristics(Spliterator.DISTINCT))
                .isTrue();
        assertThat(shared.values().spliterator().hasCharacteristics(Spliterator.DISTINCT))
                .isFalse();
        assertThat(shared.keySet().parallelStream().toList()).containsExactly("a", "b");
        assertThat(shared.values().stream().distinct()).containsExactly(1);
    }

    @Test
    void textIsTheJdks() {
        SharedDict<String, Integer> shared = manager.dict(String.class, Integer.class);
        shared.put("a", 1);
        shared.put("b", 2);
        assertThat(shared).hasToString("{a=1, b=2}");
        assertThat(shared.keySet()).hasToString("[a, b]");
        assertThat(shared.values()).hasToString("[1, 2]");
        assertThat(shared.entrySet()).hasToString("[a=1, b=2]");
    }
}
