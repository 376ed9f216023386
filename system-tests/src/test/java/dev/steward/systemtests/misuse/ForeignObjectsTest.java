package dev.steward.systemtests.misuse;

import dev.steward.api.QueueOptions;
import dev.steward.api.SharedList;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Objects of another server, and what means nothing outside of its own process. */
class ForeignObjectsTest extends MisuseTest {

    private static final String WHOSE = "another server";

    private static Misuse foreign(String what, Call call) {
        return misuse(what, UnsupportedValueException.class, call, WHOSE);
    }

    private static Misuse local(String what, Object object, String... words) {
        return misuse(what, UnsupportedValueException.class, world -> world.queue.put(object), words);
    }

    private static SharedList<Integer> list(World world) {
        return world.elsewhere.list("elsewhere", Integer.class);
    }

    static List<Misuse> misuses() {
        Class<IllegalArgumentException> bad = IllegalArgumentException.class;
        return List.of(
                foreign("as an element", world -> world.list.add(list(world))),
                foreign("as an element in between", world -> world.list.add(0, list(world))),
                foreign("as one of many elements", world -> world.list.addAll(List.of(4, list(world)))),
                foreign("deep in an element", world -> world.list.add(List.of(List.of(list(world))))),
                foreign("as a value", world -> world.dict.put("z", list(world))),
                foreign("as a computed value", world -> world.dict.compute("a", (key, old) -> list(world))),
                foreign("as a key", world -> world.dict.put(list(world), 1)),
                foreign("in a queue", world -> world.queue.put(list(world))),
                foreign("as an attribute", world -> world.namespace.set("z", list(world))),
                foreign("as one of many attributes", world -> world.namespace.update(Map.of("z", list(world)))),
                foreign("as the first elements", world -> world.manager.listOf(List.of(list(world)))),
                foreign(
                        "as dead letters",
                        world -> world.manager.joinableQueue(
                                Integer.class, QueueOptions.unbounded().deadLetters(world.elsewhere.queue(3), 1))),
                misuse(
                        "as a lock of a condition",
                        bad,
                        world -> world.manager.condition(world.elsewhere.lock()),
                        WHOSE),
                misuse("as what is gone over", bad, world -> world.manager.iterator(list(world)), WHOSE),
                misuse(
                        "by its token",
                        bad,
                        world -> world.manager.attach(list(world).objectToken(), Type.list(Integer.class)),
                        WHOSE),
                local("a thread", new Thread(), "Thread"),
                local("a lock", new ReentrantLock(), "SharedLock", "manager.lock()"),
                local("a queue", new LinkedBlockingQueue<>(), "SharedQueue", "manager.queue()"),
                local("a semaphore", new Semaphore(1), "manager.semaphore(n)"),
                local("a latch", new CountDownLatch(1), "CountDownLatch"),
                local("a stream of bytes", new ByteArrayInputStream(new byte[1]), "byte[]"),
                local("a stream", Stream.of(1), "list"),
                local("an iterator", List.of(1).iterator(), "list"),
                local("a lambda", (Runnable) () -> {}, "lambda"),
                local("a class", String.class, "name"),
                local("what is deep in a list", List.of(List.of(new Thread())), "Thread"),
                misuse(
                        "a manager",
                        UnsupportedValueException.class,
                        world -> world.queue.put(world.manager),
                        "connect"),
                misuse(
                        "no proxy with a deadline",
                        bad,
                        world -> world.manager.withDeadline("text", Duration.ofSeconds(1)),
                        "java.lang.String"));
    }
}
