package dev.steward.systemtests.misuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.junit.jupiter.api.Test;

/** Functions, iterators and collections of the user's that fail, or are used in the wrong order. */
class FailingFunctionsTest extends MisuseTest {

    private static final class Boom extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Boom() {
            super("boom");
        }
    }

    private static <T> T boom() {
        throw new Boom();
    }

    private static Misuse boom(String what, Call call) {
        return misuse(what, Boom.class, call, "boom");
    }

    static List<Misuse> misuses() {
        return List.of(
                boom("list removeIf", world -> world.list.removeIf(element -> boom())),
                boom("list removeIf at last", world -> world.list.removeIf(one -> one.equals(1) || (boolean) boom())),
                boom("list replaceAll", world -> world.list.replaceAll(element -> boom())),
                boom("list sort", world -> world.list.sort((one, other) -> boom())),
                boom("list forEach", world -> world.list.forEach(element -> boom())),
                boom("part removeIf", world -> world.list.subList(0, 2).removeIf(element -> boom())),
                boom("part sort", world -> world.list.subList(0, 2).sort((one, other) -> boom())),
                boom("dict compute", world -> world.dict.compute("a", (key, old) -> boom())),
                boom("dict compute absent", world -> world.dict.compute("z", (key, old) -> boom())),
                boom("dict computeIfAbsent", world -> world.dict.computeIfAbsent("z", key -> boom())),
                boom("dict computeIfPresent", world -> world.dict.computeIfPresent("a", (key, old) -> boom())),
                boom("dict merge", world -> world.dict.merge("a", 1, (one, other) -> boom())),
                boom("dict replaceAll", world -> world.dict.replaceAll((key, old) -> boom())),
                boom("dict forEach", world -> world.dict.forEach((key, old) -> boom())),
                boom("keys removeIf", world -> world.dict.keySet().removeIf(key -> boom())),
                boom("values removeIf", world -> world.dict.values().removeIf(key -> boom())),
                boom("entries removeIf", world -> world.dict.entrySet().removeIf(key -> boom())),
                boom("queue removeIf", world -> world.queue.removeIf(element -> boom())),
                boom("queue forEach", world -> world.queue.forEach(element -> boom())),
                boom("value updateAndGet", world -> world.value.updateAndGet(old -> boom())),
                boom("value getAndUpdate", world -> world.value.getAndUpdate(old -> boom())),
                boom("array updateAndGet", world -> world.array.updateAndGet(0, old -> boom())),
                boom("array getAndUpdate", world -> world.array.getAndUpdate(0, old -> boom())),
                boom("condition awaitFor", world -> {
                    world.condition.lock();
                    try {
                        world.condition.awaitFor(FailingFunctionsTest::boom);
                    } finally {
                        // Would throw if the predicate had cost it the lock.
                        world.condition.unlock();
                    }
                }),
                misuse(
                        "computing what cannot travel",
                        UnsupportedValueException.class,
                        world -> world.dict.compute("a", (key, old) -> new Thread()),
                        "Thread"),
                misuse(
                        "replacing by what cannot travel",
                        UnsupportedValueException.class,
                        world -> world.list.replaceAll(old -> new Thread()),
                        "Thread"),
                misuse(
                        "updating to what cannot travel",
                        UnsupportedValueException.class,
                        world -> world.dict.entrySet().iterator().next().setValue(new Thread()),
                        "Thread"),
                misuse(
                        "removing before the first",
                        IllegalStateException.class,
                        world -> world.list.iterator().remove()),
                misuse(
                        "setting before the first",
                        IllegalStateException.class,
                        world -> world.list.listIterator().set(9)),
                misuse(
                        "removing an entry before the first",
                        IllegalStateException.class,
                        world -> world.dict.keySet().iterator().remove()),
                misuse(
                        "removing from the queue before the first",
                        IllegalStateException.class,
                        world -> world.queue.iterator().remove()),
                misuse(
                        "adding to the keys",
                        UnsupportedOperationException.class,
                        world -> world.dict.keySet().add("z")),
                misuse(
                        "adding to the values",
                        UnsupportedOperationException.class,
                        world -> world.dict.values().add("z")),
                misuse(
                        "changing a copy",
                        UnsupportedOperationException.class,
                        world -> world.list.snapshot().add(9),
                        "copy"),
                misuse(
                        "an array of another type",
                        ArrayStoreException.class,
                        world -> world.list.toArray(new String[0])),
                misuse(
                        "the queue into itself",
                        IllegalArgumentException.class,
                        world -> world.queue.drainTo(world.queue)),
                misuse(
                        "the queue of itself",
                        IllegalArgumentException.class,
                        world -> world.queue.addAll(world.queue)));
    }

    @Test
    void elementsThatATargetDoesNotTakeGoBackIntoTheQueue() throws Exception {
        try (World world = new World()) {
            SyncManager manager = world.manager;
            SharedQueue<Integer> queue = manager.queue("drained", Integer.class);
            queue.addAll(List.of(1, 2, 3));
            assertThatThrownBy(() -> queue.drainTo(List.of())).isInstanceOf(UnsupportedOperationException.class);
            SharedQueue<Integer> seen = world.bystander.queue("drained", Integer.class);
            await().untilAsserted(() -> assertThat(seen.snapshot()).containsExactly(1, 2, 3));
            Collection<Integer> small = new ArrayBlockingQueue<>(2);
            assertThatThrownBy(() -> queue.drainTo(small)).isInstanceOf(IllegalStateException.class);
            await().untilAsserted(() -> assertThat(seen.snapshot()).containsExactly(1, 2, 3));
            List<Integer> large = new ArrayList<>();
            assertThat(queue.drainTo(large)).isEqualTo(3);
            assertThat(large).containsExactly(1, 2, 3);
            assertThat(seen).isEmpty();
        }
    }
}
