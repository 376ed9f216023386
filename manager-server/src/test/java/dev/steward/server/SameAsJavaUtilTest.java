package dev.steward.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lists and their parts, dicts and their views, and queues do what the collections of {@code java.util} do, if equal is
 * what docs/values.md calls equal: the models hold each value as its {@link EqualForm}, which has that equality.
 */
@Timeout(60)
class SameAsJavaUtilTest {

    private static final int STEPS = 2_000;

    private final Map<String, Integer> taken = new HashMap<>();

    private static Object one(Random random, List<Object> pool) {
        return pool.get(random.nextInt(pool.size()));
    }

    private static List<Object> some(Random random, List<Object> pool, int most) {
        return Stream.generate(() -> one(random, pool))
                .limit(random.nextInt(most + 1))
                .toList();
    }

    private static @Nullable Object caught(Function<Object, @Nullable Object> call) {
        try {
            return call.apply(call);
        } catch (IndexOutOfBoundsException | NoSuchElementException thrown) {
            return thrown instanceof IndexOutOfBoundsException ? "out of bounds" : "no such element";
        }
    }

    /** Does the same with both and compares what comes of it. */
    private void same(
            String name,
            String context,
            Function<Object, @Nullable Object> shared,
            Function<Object, @Nullable Object> model) {
        Object expected = caught(model);
        assertThat(EqualForm.of(caught(shared))).as("%s, %s", name, context).isEqualTo(EqualForm.of(expected));
        if (!Boolean.FALSE.equals(expected)) {
            taken.merge(name, 1, Integer::sum);
        }
    }

    private void assertEachStepDidSomething(int kinds) {
        assertThat(taken).hasSize(kinds);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void dictsAndTheirViews(long seed) {
        Random random = new Random(seed);
        SharedDict<Object, Object> dict = SharedObjects.dict();
        Map<Object, Object> model = new LinkedHashMap<>();
        for (int step = 0; step < STEPS; step++) {
            String context = "seed " + seed + ", step " + step + ", of " + model;
            Object key = !dict.isEmpty() && random.nextInt(3) == 0
                    ? new ArrayList<>(dict.keySet()).get(random.nextInt(dict.size()))
                    : one(random, EqualForm.KEYS);
            Object held = dict.get(key);
            Object value = held != null && random.nextBoolean() ? held : one(random, EqualForm.VALUES);
            Object k = requireNonNull(EqualForm.of(key));
            Object v = requireNonNull(EqualForm.of(value));
            List<Object> keys = some(random, EqualForm.KEYS, 12);
            List<Object> values = some(random, EqualForm.VALUES, 14);
            List<Map.Entry<Object, Object>> entries = new ArrayList<>();
            keys.forEach(each -> entries.add(Map.entry(each, one(random, EqualForm.VALUES))));
            entries.addAll(dict.entrySet().stream()
                    .filter(each -> random.nextInt(3) == 0)
                    .toList());
            List<?> es = entries.stream().map(EqualForm::ofEntry).toList();
            Object other = one(random, EqualForm.VALUES);
            Object o = requireNonNull(EqualForm.of(other));
            switch (random.nextInt(28)) {
                case 0, 1, 2, 3, 4, 5, 6 -> same("put", context, x -> dict.put(key, value), x -> model.put(k, v));
                case 7 -> same("remove", context, x -> dict.remove(key), x -> model.remove(k));
                case 8 -> same("remove equal", context, x -> dict.remove(key, value), x -> model.remove(k, v));
                case 9 -> same("contains value", context, x -> dict.containsValue(value), x -> model.containsValue(v));
                case 10 -> {
                    same(
                            "replace what is held",
                            context,
                            x -> held != null && dict.replace(key, held, value),
                            x -> model.containsKey(k) && model.replace(k, model.get(k), v));
                }
                case 11 ->
                    same(
                            "keys contain",
                            context,
                            x -> dict.keySet().contains(key),
                            x -> model.keySet().contains(k));
                case 12 ->
                    same(
                            "keys remove",
                            context,
                            x -> dict.keySet().remove(key),
                            x -> model.keySet().remove(k));
                case 13 ->
                    same(
                            "keys containAll",
                            context,
                            x -> dict.keySet().containsAll(keys),
                            x -> model.keySet().containsAll(EqualForm.ofAll(keys)));
                case 14 ->
                    same(
                            "keys removeAll",
                            context,
                            x -> dict.keySet().removeAll(keys),
                            x -> model.keySet().removeAll(EqualForm.ofAll(keys)));
                case 15 ->
                    same(
                            "keys retainAll",
                            context,
                            x -> dict.keySet().retainAll(keys),
                            x -> model.keySet().retainAll(EqualForm.ofAll(keys)));
                case 16 ->
                    same(
                            "values remove",
                            context,
                            x -> dict.values().remove(value),
                            x -> model.values().remove(v));
                case 17 ->
                    same(
                            "values containAll",
                            context,
                            x -> dict.values().containsAll(values),
                            x -> model.values().containsAll(EqualForm.ofAll(values)));
                case 18 ->
                    same(
                            "values removeAll",
                            context,
                            x -> dict.values().removeAll(values),
                            x -> model.values().removeAll(EqualForm.ofAll(values)));
                case 19 ->
                    same(
                            "values retainAll",
                            context,
                            x -> dict.values().retainAll(values),
                            x -> model.values().retainAll(EqualForm.ofAll(values)));
                case 20 ->
                    same(
                            "entries contain",
                            context,
                            x -> dict.entrySet().contains(Map.entry(key, value)),
                            x -> model.entrySet().contains(Map.entry(k, v)));
                case 21 ->
                    same(
                            "entries remove",
                            context,
                            x -> dict.entrySet().remove(Map.entry(key, value)),
                            x -> model.entrySet().remove(Map.entry(k, v)));
                case 22 ->
                    same(
                            "entries containAll",
                            context,
                            x -> dict.entrySet().containsAll(entries),
                            x -> model.entrySet().containsAll(es));
                case 23 ->
                    same(
                            "entries removeAll",
                            context,
                            x -> dict.entrySet().removeAll(entries),
                            x -> model.entrySet().removeAll(es));
                case 24 ->
                    same(
                            "entries retainAll",
                            context,
                            x -> dict.entrySet().retainAll(entries),
                            x -> model.entrySet().retainAll(es));
                case 27 ->
                    same(
                            "values contain",
                            context,
                            x -> dict.values().contains(value),
                            x -> model.values().contains(v));
                case 26 ->
                    same("replace equal", context, x -> dict.replace(key, value, other), x -> model.replace(k, v, o));
                case 25 ->
                    same("iterator remove", context, x -> removeFirst(dict.keySet()), x -> removeFirst(model.keySet()));
                default -> throw new IllegalStateException();
            }
            assertThat(EqualForm.ofAll(new ArrayList<>(dict.keySet())))
                    .as(context)
                    .isEqualTo(new ArrayList<>(model.keySet()));
            assertThat(EqualForm.ofAll(new ArrayList<>(dict.values())))
                    .as(context)
                    .isEqualTo(new ArrayList<>(model.values()));
            // Each view contains its own.
            assertThat(dict.entrySet().containsAll(dict.entrySet())).as(context).isTrue();
            assertThat(dict.values().containsAll(dict.values())).as(context).isTrue();
            assertThat(dict.values().retainAll(dict.values())).as(context).isFalse();
        }
        assertEachStepDidSomething(22);
    }

    private static boolean removeFirst(Collection<?> collection) {
        Iterator<?> all = collection.iterator();
        if (!all.hasNext()) {
            return false;
        }
        all.next();
        all.remove();
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void listsAndTheirParts(long seed) {
        Random random = new Random(seed);
        SharedList<@Nullable Object> list = SharedObjects.list();
        List<@Nullable Object> model = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            int from = random.nextInt(model.size() + 1);
            int to = from + random.nextInt(model.size() - from + 1);
            boolean whole = random.nextInt(3) == 0;
            List<@Nullable Object> part = whole ? list : list.subList(from, to);
            List<@Nullable Object> modelPart = whole ? model : model.subList(from, to);
            String context = "seed " + seed + ", step " + step + ", from " + from + " to " + to + " of " + model;
            Object value = random.nextInt(20) == 0 ? null : one(random, EqualForm.VALUES);
            Object v = EqualForm.of(value);
            List<Object> values = some(random, EqualForm.VALUES, 14);
            int index = random.nextInt(modelPart.size() + 2);
            switch (random.nextInt(18)) {
                case 0, 1, 2 -> same("add", context, x -> part.add(value), x -> modelPart.add(v));
                case 3 -> same("insert", context, x -> added(part, index, value), x -> added(modelPart, index, v));
                case 4 ->
                    same("addAll", context, x -> part.addAll(values), x -> modelPart.addAll(EqualForm.ofAll(values)));
                case 5 ->
                    same(
                            "insertAll",
                            context,
                            x -> part.addAll(index, values),
                            x -> modelPart.addAll(index, EqualForm.ofAll(values)));
                case 6 -> same("get", context, x -> part.get(index), x -> modelPart.get(index));
                case 7 -> same("set", context, x -> part.set(index, value), x -> modelPart.set(index, v));
                case 8 -> same("remove at", context, x -> part.remove(index), x -> modelPart.remove(index));
                case 9 -> same("remove", context, x -> part.remove(value), x -> modelPart.remove(v));
                case 10 -> same("contains", context, x -> part.contains(value), x -> modelPart.contains(v));
                case 11 -> same("indexOf", context, x -> part.indexOf(value), x -> modelPart.indexOf(v));
                case 12 -> same("lastIndexOf", context, x -> part.lastIndexOf(value), x -> modelPart.lastIndexOf(v));
                case 13 ->
                    same(
                            "containsAll",
                            context,
                            x -> part.containsAll(values),
                            x -> modelPart.containsAll(EqualForm.ofAll(values)));
                case 14 ->
                    same(
                            "removeAll",
                            context,
                            x -> part.removeAll(values),
                            x -> modelPart.removeAll(EqualForm.ofAll(values)));
                case 15 ->
                    same(
                            "retainAll",
                            context,
                            x -> part.retainAll(values),
                            x -> modelPart.retainAll(EqualForm.ofAll(values)));
                case 16 ->
                    same(
                            "own",
                            context,
                            x -> part.retainAll(part),
                            x -> modelPart.retainAll(new ArrayList<>(modelPart)));
                case 17 -> same("clear", context, x -> cleared(part), x -> cleared(modelPart));
                default -> throw new IllegalStateException();
            }
            assertThat(EqualForm.ofAll(list)).as(context).isEqualTo(model);
            assertThat(part).as(context).hasSameSizeAs(modelPart);
        }
        // What keeps all of its own never changes anything.
        assertEachStepDidSomething(15);
    }

    private static boolean added(List<@Nullable Object> list, int index, @Nullable Object value) {
        list.add(index, value);
        return true;
    }

    private static boolean cleared(List<?> list) {
        if (list.size() > 3) {
            list.clear();
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void queues(long seed) {
        Random random = new Random(seed);
        SharedQueue<Object> queue = SharedObjects.queue();
        Deque<Object> model = new ArrayDeque<>();
        for (int step = 0; step < STEPS; step++) {
            String context = "seed " + seed + ", step " + step + ", of " + model;
            Object value = one(random, EqualForm.VALUES);
            Object v = requireNonNull(EqualForm.of(value));
            List<Object> values = some(random, EqualForm.VALUES, 14);
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3, 4 -> same("offer", context, x -> queue.offer(value), x -> model.offer(v));
                case 5 -> same("poll", context, x -> queue.poll(), x -> model.poll());
                case 6 -> same("peek", context, x -> queue.peek(), x -> model.peek());
                case 7 -> same("contains", context, x -> queue.contains(value), x -> model.contains(v));
                case 8 -> same("remove", context, x -> queue.remove(value), x -> model.remove(v));
                case 9 -> same("remove head", context, x -> removePeeked(queue), x -> model.poll() != null);
                case 10 ->
                    same(
                            "containsAll",
                            context,
                            x -> queue.containsAll(values),
                            x -> model.containsAll(EqualForm.ofAll(values)));
                case 11 ->
                    same(
                            "removeAll",
                            context,
                            x -> queue.removeAll(values),
                            x -> model.removeAll(EqualForm.ofAll(values)));
                case 12 ->
                    same(
                            "retainAll",
                            context,
                            x -> queue.retainAll(values),
                            x -> model.retainAll(EqualForm.ofAll(values)));
                case 13 -> same("iterator remove", context, x -> removeFirst(queue), x -> removeFirst(model));
                default -> throw new IllegalStateException();
            }
            assertThat(EqualForm.ofAll(queue.snapshot())).as(context).isEqualTo(new ArrayList<>(model));
        }
        assertEachStepDidSomething(10);
    }

    private static boolean removePeeked(SharedQueue<Object> queue) {
        Object head = queue.peek();
        return head != null && queue.remove(head);
    }

    /** Without it the models would be no models: what is equal has one form. */
    @Test
    void formsTellApartWhatIsDifferent() {
        assertThat(EqualForm.of(1))
                .isEqualTo(EqualForm.of(1L))
                .isEqualTo(EqualForm.of(1.0))
                .isNotEqualTo(EqualForm.of(2));
        assertThat(EqualForm.of('a')).isNotEqualTo(EqualForm.of("a"));
        assertThat(EqualForm.of(new byte[] {1}))
                .isEqualTo(EqualForm.of(new byte[] {1}))
                .isNotEqualTo(EqualForm.of(new int[] {1}));
        assertThat(EqualForm.ofAll(Arrays.asList(1, null))).isEqualTo(EqualForm.ofAll(Arrays.asList(1L, null)));
    }
}
