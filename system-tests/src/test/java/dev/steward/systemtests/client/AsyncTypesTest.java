package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AsyncArray;
import dev.steward.api.AsyncDict;
import dev.steward.api.AsyncList;
import dev.steward.api.AsyncNamespace;
import dev.steward.api.AsyncSet;
import dev.steward.api.AsyncValue;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.api.UnsupportedValueException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The asynchronous methods of each type that holds values and lets nobody wait, over a socket. */
class AsyncTypesTest extends ServedTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private SyncManager manager;

    @BeforeEach
    void connectOnce() {
        manager = connect(serve().port());
    }

    @Test
    void aValueIsReadAndWritten() throws Exception {
        AsyncValue<Long> value = manager.value(TypeCode.LONG, 1L).async();
        get(value.set(5L));
        assertThat(get(value.get())).isEqualTo(5L);
        assertThat(get(value.getAndAdd(2L))).isEqualTo(5L);
        assertThat(get(value.compareAndSet(7L, 8L))).isTrue();
        assertThat(get(value.compareAndSet(7L, 9L))).isFalse();
        assertThat(get(value.updateAndGet(old -> old * 2))).isEqualTo(16L);
        assertThat(get(value.getAndUpdate(old -> old + 1))).isEqualTo(16L);
        assertThat(get(value.snapshot())).isEqualTo(17L);
        assertFails(value.getAndAdd(null), NullPointerException.class);
        assertFails(
                value.updateAndGet(old -> {
                    throw new ArithmeticException("the function's own");
                }),
                ArithmeticException.class);
        assertFails(manager.value(TypeCode.BYTE, (byte) 1).async().updateAndGet(null), NullPointerException.class);
    }

    @Test
    void updatesOfManyCallersAllCount() throws Exception {
        AsyncValue<Long> value = manager.value(TypeCode.LONG, 0L).async();
        List<CompletableFuture<Long>> updates = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            updates.add(value.updateAndGet(old -> old + 1));
        }
        get(CompletableFuture.allOf(updates.toArray(new CompletableFuture<?>[0])));
        assertThat(get(value.get())).isEqualTo(50L);
    }

    @Test
    void anArrayIsReadAndWritten() throws Exception {
        AsyncArray<Integer> array =
                manager.array(Integer.class, List.of(1, 2, 3, 4)).async();
        assertThat(get(array.length())).isEqualTo(4);
        get(array.set(0, 10));
        assertThat(get(array.get(0))).isEqualTo(10);
        assertThat(get(array.getRange(0, 2))).containsExactly(10, 2);
        get(array.setRange(2, List.of(30, 40)));
        get(array.setRange(1, 20, 21));
        get(array.setRange(0, 5L));
        assertThat(get(array.toIntArray())).containsExactly(5, 20, 21, 40);
        assertThat(get(array.toLongArray())).containsExactly(5, 20, 21, 40);
        assertThat(get(array.toDoubleArray())).containsExactly(5, 20, 21, 40);
        get(array.setRange(3, (byte) 7));
        assertThat(get(array.toByteArray())).containsExactly(5, 20, 21, 7);
        assertThat(get(array.getAndAdd(3, 1))).isEqualTo(7);
        assertThat(get(array.compareAndSet(3, 8, 9))).isTrue();
        assertThat(get(array.updateAndGet(3, old -> old + 1))).isEqualTo(10);
        assertThat(get(array.getAndUpdate(3, old -> old + 1))).isEqualTo(10);
        assertThat(get(array.toList())).isEqualTo(get(array.snapshot())).containsExactly(5, 20, 21, 11);
        assertFails(array.get(4), IndexOutOfBoundsException.class);
        assertFails(manager.array(Double.class, 1).async().setRange(0, (double[]) null), NullPointerException.class);
        get(manager.array(Double.class, 1).async().setRange(0, 0.5));
    }

    @Test
    void aSetIsReadAndWritten() throws Exception {
        AsyncSet<Integer> set = manager.set(Integer.class).async();
        assertThat(get(set.isEmpty())).isTrue();
        assertThat(get(set.add(1))).isTrue();
        assertThat(get(set.addIfAbsent(1))).isFalse();
        assertThat(get(set.addAll(List.of(1, 2, 3, 4)))).isTrue();
        assertThat(get(set.size())).isEqualTo(4);
        assertThat(get(set.contains(4L))).isTrue();
        assertThat(get(set.containsAll(List.of(1, 2)))).isTrue();
        assertThat(get(set.containsAll(List.of(1, new int[0])))).isFalse();
        assertThat(get(set.union(List.of(4, 5)))).containsExactly(1, 2, 3, 4, 5);
        assertThat(get(set.intersection(List.of(4, 2, 9)))).containsExactly(2, 4);
        assertThat(get(set.difference(List.of(1, 9)))).containsExactly(2, 3, 4);
        assertThat(get(set.symmetricDifference(List.of(1, 9)))).containsExactly(2, 3, 4, 9);
        assertThat(get(set.toggleAll(List.of(4, 5)))).isTrue();
        assertThat(get(set.removeIf(element -> element == 3))).isTrue();
        assertThat(get(set.removeIf(element -> element == 3))).isFalse();
        assertThat(get(set.remove(9))).isFalse();
        assertThat(get(set.removeAll(List.of(9, 2)))).isTrue();
        assertThat(get(set.snapshot())).containsExactly(1, 5);
        assertThat(get(set.retainAll(List.of(5)))).isTrue();
        assertThat(get(set.pollFirst())).isEqualTo(5);
        assertThat(get(set.pollFirst())).isNull();
        assertFails(set.contains(null), NullPointerException.class);
        assertFails(manager.set(Object.class).async().add(new int[0]), UnsupportedValueException.class);
        get(set.clear());
    }

    @Test
    void aListIsReadAndWritten() throws Exception {
        AsyncList<String> list = manager.list(String.class).async();
        assertThat(get(list.isEmpty())).isTrue();
        assertThat(get(list.add("b"))).isTrue();
        get(list.addLast("c"));
        get(list.addFirst("a"));
        get(list.add(3, "d"));
        assertThat(get(list.addAll(List.of("e", "f")))).isTrue();
        assertThat(get(list.addAll(6, List.of("g")))).isTrue();
        assertThat(get(list.size())).isEqualTo(7);
        assertThat(get(list.get(1))).isEqualTo("b");
        assertThat(get(list.getFirst())).isEqualTo("a");
        assertThat(get(list.getLast())).isEqualTo("g");
        assertThat(get(list.set(0, "A"))).isEqualTo("a");
        assertThat(get(list.contains("A"))).isTrue();
        assertThat(get(list.containsAll(List.of("A", "x")))).isFalse();
        assertThat(get(list.indexOf("c"))).isEqualTo(2);
        assertThat(get(list.lastIndexOf("x"))).isEqualTo(-1);
        assertThat(get(list.remove(1))).isEqualTo("b");
        assertThat(get(list.remove("c"))).isTrue();
        assertThat(get(list.removeFirst())).isEqualTo("A");
        assertThat(get(list.removeLast())).isEqualTo("g");
        assertThat(get(list.removeAll(List.of("d")))).isTrue();
        assertThat(get(list.retainAll(List.of("e", "f")))).isFalse();
        get(list.replaceAll(letter -> letter + letter));
        get(list.repeat(2));
        assertThat(get(list.size())).isEqualTo(4);
        get(list.retainAll(List.of()));
        get(list.addAll(List.of("ee", "ff")));
        get(list.reverse());
        assertThat(get(list.snapshot())).containsExactly("ff", "ee");
        get(list.sort(null));
        get(list.sort(Comparator.reverseOrder()));
        assertThat(get(list.snapshot())).containsExactly("ff", "ee");
        get(list.sort(null));
        assertThat(get(list.removeIf(letter -> letter.startsWith("x")))).isFalse();
        assertThat(get(list.removeIf(letter -> letter.startsWith("f")))).isTrue();
        assertThat(get(list.snapshot())).containsExactly("ee");
        assertFails(list.get(7), IndexOutOfBoundsException.class);
        assertFails(list.get(-1), IndexOutOfBoundsException.class);
        get(list.clear());
        assertFails(list.getFirst(), NoSuchElementException.class);
        assertFails(list.getLast(), NoSuchElementException.class);
        assertFails(list.removeFirst(), NoSuchElementException.class);
        assertFails(list.removeLast(), NoSuchElementException.class);
    }

    @Test
    void aDictIsReadAndWritten() throws Exception {
        AsyncDict<String, Integer> dict =
                manager.dict(String.class, Integer.class).async();
        assertThat(get(dict.isEmpty())).isTrue();
        assertThat(get(dict.put("a", 1))).isNull();
        assertThat(get(dict.put("a", 2))).isEqualTo(1);
        assertThat(get(dict.putIfAbsent("a", 3))).isEqualTo(2);
        get(dict.putAll(Map.of("b", 5)));
        assertThat(get(dict.get("b"))).isEqualTo(5);
        assertThat(get(dict.get("x"))).isNull();
        assertThat(get(dict.union(Map.of("a", 3, "c", 4)))).hasToString("{a=3, b=5, c=4}");
        get(dict.put("y", 6));
        assertThat(get(dict.pollLastEntry())).isEqualTo(Map.entry("y", 6));
        get(dict.put("y", 6));
        assertThat(get(dict.remove("a"))).isEqualTo(2);
        assertThat(get(dict.pollFirstEntry())).isEqualTo(Map.entry("b", 5));
        assertThat(get(dict.pollFirstEntry())).isEqualTo(Map.entry("y", 6));
        assertThat(get(dict.pollFirstEntry())).isNull();
        get(dict.putAll(Map.of("a", 2)));
        get(dict.putAll(Map.of("b", 5)));
        assertThat(get(dict.getOrDefault("x", 9))).isEqualTo(9);
        assertThat(get(dict.containsKey("a"))).isTrue();
        assertThat(get(dict.containsValue(7))).isFalse();
        assertThat(get(dict.replace("a", 3))).isEqualTo(2);
        assertThat(get(dict.replace("a", 3, 4))).isTrue();
        assertThat(get(dict.compute("a", (key, old) -> old == null ? 0 : old + 1)))
                .isEqualTo(5);
        assertThat(get(dict.compute("n", (key, old) -> old == null ? 1 : 2))).isEqualTo(1);
        assertThat(get(dict.compute("n", (key, old) -> null))).isNull();
        assertThat(get(dict.computeIfAbsent("c", key -> 6))).isEqualTo(6);
        assertThat(get(dict.computeIfAbsent("c", key -> 7))).isEqualTo(6);
        assertThat(get(dict.computeIfAbsent("n", key -> null))).isNull();
        assertThat(get(dict.computeIfPresent("c", (key, old) -> old + 1))).isEqualTo(7);
        assertThat(get(dict.computeIfPresent("n", (key, old) -> 1))).isNull();
        assertThat(get(dict.merge("m", 1, Integer::sum))).isEqualTo(1);
        assertThat(get(dict.merge("m", 1, Integer::sum))).isEqualTo(2);
        assertThat(get(dict.merge("m", 1, (one, other) -> null))).isNull();
        get(dict.replaceAll((key, value) -> value * 10));
        assertThat(get(dict.snapshot())).containsExactly(Map.entry("a", 50), Map.entry("b", 50), Map.entry("c", 70));
        assertThat(get(dict.size())).isEqualTo(3);
        assertThat(get(dict.remove("a"))).isEqualTo(50);
        assertThat(get(dict.remove("b", 1))).isFalse();
        assertThat(get(dict.remove("b", null))).isFalse();
        assertFails(dict.put(null, 1), NullPointerException.class);
        assertFails(dict.put("a", null), NullPointerException.class);
        assertFails(dict.compute("a", null), NullPointerException.class);
        get(dict.clear());
        assertThat(get(dict.isEmpty())).isTrue();
        assertFails(
                manager.dict(Object.class, Integer.class).async().put(new Object(), 1),
                UnsupportedValueException.class);
    }

    @Test
    void aNamespaceIsReadAndWritten() throws Exception {
        SharedNamespace shared = manager.namespace();
        AsyncNamespace namespace = shared.async();
        get(namespace.set("host", "ada"));
        get(namespace.update(Map.of("port", 80)));
        assertThat(get(namespace.get("host"))).isEqualTo("ada");
        assertThat(get(namespace.get("port", Long.class))).isEqualTo(80L);
        assertThat(get(namespace.contains("port"))).isTrue();
        assertThat(get(namespace.toMap())).isEqualTo(get(namespace.snapshot())).containsKeys("host", "port");
        get(namespace.delete("host"));
        assertFails(namespace.get("host"), NoSuchElementException.class);
        assertFails(namespace.get("port", String.class), ClassCastException.class);
        assertFails(namespace.get(null), NullPointerException.class);
    }
}
