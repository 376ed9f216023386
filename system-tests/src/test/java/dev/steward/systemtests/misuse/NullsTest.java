package dev.steward.systemtests.misuse;

import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.NullUnmarked;

/** Null where the JDK refuses it, or where it names nothing. */
@NullUnmarked
class NullsTest extends MisuseTest {

    private static Misuse nothing(String what, Call call, String... words) {
        return misuse(what, NullPointerException.class, call, words);
    }

    private static Misuse named(String what, Call call) {
        return nothing(what, call, "a name must not be null");
    }

    static List<Misuse> misuses() {
        Map<Object, Object> nullValue = new LinkedHashMap<>();
        nullValue.put("first", 1);
        nullValue.put("second", null);
        Map<Object, Object> nullKey = new LinkedHashMap<>();
        nullKey.put("first", 1);
        nullKey.put(null, 1);
        Map<String, Object> nullName = new LinkedHashMap<>();
        nullName.put("first", 1);
        nullName.put(null, 1);
        return List.of(
                nothing("dict key", world -> world.dict.put(null, 1), "dict ", "key"),
                nothing("dict value", world -> world.dict.put("a", null), "dict ", "value"),
                nothing("dict entries", world -> world.dict.putAll(nullValue), "value"),
                nothing("dict entries' keys", world -> world.dict.putAll(nullKey), "key"),
                nothing("dict union", world -> world.dict.union(nullValue), "value"),
                nothing("dict union of keys", world -> world.dict.union(nullKey), "key"),
                nothing("dict question", world -> world.dict.containsKey(null)),
                nothing("dict question for a value", world -> world.dict.containsValue(null)),
                nothing("dict get", world -> world.dict.get(null)),
                nothing("dict default", world -> world.dict.getOrDefault(null, 1)),
                nothing("dict if absent", world -> world.dict.putIfAbsent("z", null)),
                nothing("dict replace", world -> world.dict.replace("a", null)),
                nothing("dict replace expected", world -> world.dict.replace("a", null, 2)),
                nothing("dict remove", world -> world.dict.remove(null)),
                nothing("dict merge", world -> world.dict.merge("a", null, (one, other) -> one)),
                nothing("dict function", world -> world.dict.compute("a", null)),
                nothing(
                        "dict function if absent",
                        world -> world.dict.computeIfAbsent("z", (Function<Object, Object>) null)),
                nothing("dict values made null", world -> world.dict.replaceAll((key, old) -> null)),
                nothing("set element", world -> world.set.add(null), "set 'set', add(): an element"),
                nothing("set elements", world -> world.set.addAll(Arrays.asList(3, null)), "set ", "an element"),
                nothing("set elements to toggle", world -> world.set.toggleAll(Arrays.asList(1, null))),
                nothing("set elements to unite with", world -> world.set.union(Arrays.asList(3, null))),
                nothing("set question", world -> world.set.contains(null)),
                nothing("set remove", world -> world.set.remove(null)),
                nothing("set unwanted", world -> world.set.removeAll(null)),
                nothing("set wanted", world -> world.set.retainAll(null)),
                nothing("set predicate", world -> world.set.removeIf(null)),
                nothing(
                        "elements of a new set",
                        world -> world.manager.setOf(Arrays.asList(1, null)),
                        "setOf(): an element"),
                named("name of a set", world -> world.manager.set((String) null, Integer.class)),
                nothing("list elements", world -> world.list.addAll(null)),
                nothing("list predicate", world -> world.list.removeIf(null)),
                nothing("list operator", world -> world.list.replaceAll(null)),
                nothing("list unwanted", world -> world.list.removeAll(null)),
                nothing("list wanted", world -> world.list.retainAll(null)),
                nothing("list action", world -> world.list.forEach(null)),
                nothing("queue element", world -> world.queue.put(null), "queue ", "element"),
                nothing("queue offer", world -> world.queue.offer(null)),
                nothing("queue offer for a while", world -> world.queue.offer(null, Duration.ofMillis(1))),
                nothing("queue time", world -> world.queue.offer(3, null)),
                nothing("queue unit", world -> world.queue.offer(3, 1, null)),
                nothing("queue elements", world -> world.queue.addAll(Arrays.asList(3, null))),
                nothing("queue no elements", world -> world.queue.addAll(null)),
                nothing("queue target", world -> world.queue.drainTo(null)),
                nothing("queue predicate", world -> world.queue.removeIf(null)),
                nothing("queue patience", world -> world.queue.poll(null)),
                nothing("queue patience to receive", world -> world.queue.receive(null)),
                nothing("joinable patience", world -> world.joinable.join(null)),
                nothing("namespace name", world -> world.namespace.set(null, 1)),
                nothing("namespace names", world -> world.namespace.update(nullName)),
                nothing("namespace question", world -> world.namespace.get(null)),
                nothing("value operator", world -> world.value.updateAndGet(null)),
                nothing("value delta", world -> world.value.getAndAdd(null)),
                nothing("array values", world -> world.array.setRange(0, (Collection<Integer>) null)),
                nothing("array operator", world -> world.array.updateAndGet(0, null)),
                nothing("lock unit", world -> world.lock.tryLock(1, null)),
                nothing("lock patience", world -> world.lock.tryHold(null)),
                nothing("condition predicate", world -> {
                    world.condition.lock();
                    try {
                        world.condition.awaitFor(null);
                    } finally {
                        world.condition.unlock();
                    }
                }),
                nothing("condition patience", world -> world.condition.await((Duration) null)),
                nothing("condition date", world -> world.condition.awaitUntil((Date) null)),
                nothing("semaphore patience", world -> world.semaphore.tryAcquire((Duration) null)),
                nothing("event patience", world -> world.event.await(null)),
                nothing("barrier patience", world -> world.barrier.await(null)),
                nothing("barrier action", world -> world.barrier.withAction(null), "action"),
                nothing("new barrier's action", world -> world.manager.barrier(2, null), "action"),
                nothing("lock of a condition", world -> world.manager.condition((SharedLock) null)),
                nothing("policy", world -> world.manager.semaphore(1, null)),
                nothing("class of elements", world -> world.manager.list((Class<Integer>) null)),
                nothing("class of a cell", world -> world.manager.value((Class<Integer>) null, 1)),
                nothing("elements of a new list", world -> world.manager.listOf(null)),
                nothing("elements of an iterator", world -> world.manager.iterator(null)),
                named("name of a list", world -> world.manager.list((String) null, Integer.class)),
                named("name of a dict", world -> world.manager.dict((String) null, String.class, Integer.class)),
                named("name of a namespace", world -> world.manager.namespace(null)),
                named("name of a view", world -> world.manager.namespace(null, Runnable.class)),
                named("name of a value", world -> world.manager.value((String) null, Integer.class, 1)),
                named("name of an array", world -> world.manager.array((String) null, Integer.class, 1)),
                named("name of a queue", world -> world.manager.queue(null, Integer.class)),
                named("name of a bounded queue", world -> world.manager.queue(null, 1, Integer.class)),
                named("name of a joinable queue", world -> world.manager.joinableQueue((String) null, Integer.class)),
                named("name of a lock", world -> world.manager.lock(null)),
                named("name of an rlock", world -> world.manager.rlock(null)),
                named("name of a condition", world -> world.manager.condition((String) null)),
                named("name of a semaphore", world -> world.manager.semaphore(null, 1)),
                named("name of a bounded semaphore", world -> world.manager.boundedSemaphore(null, 1)),
                named("name of an event", world -> world.manager.event(null)),
                named("name of a barrier", world -> world.manager.barrier(null, 2)),
                nothing("name to find", world -> world.manager.find(null, Type.of(SharedList.class)), "name"),
                nothing("name to delete", world -> world.manager.delete(null), "name"),
                nothing("pattern", world -> world.manager.names(null), "glob"),
                nothing("token", world -> world.manager.attach(null, Type.of(SharedList.class)), "token"),
                nothing("deadline", world -> world.manager.withDeadline(world.list, null)));
    }
}
