package dev.steward.examples;

import dev.steward.api.SharedArray;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedEvent;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SharedPool;
import dev.steward.api.SharedPoolIterator;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedResult;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.PoolWorker;
import java.util.List;
import java.util.Locale;

/** T21: each type of the manager, made through it and used by two processes. */
public final class EveryType {

    private static final int ROUNDS = 50;
    private static final String POOL = "work";

    private EveryType() {}

    /** What parent and child share: one object of each type. */
    private record Shared(
            SharedList<String> list,
            SharedDict<String, Integer> dict,
            SharedSet<String> set,
            SharedNamespace namespace,
            SharedValue<Integer> value,
            SharedArray<Double> array,
            SharedQueue<String> queue,
            SharedJoinableQueue<String> joinableQueue,
            SharedIterator<Integer> iterator,
            SharedLock lock,
            SharedLock rlock,
            SharedCondition condition,
            SharedEvent event,
            SharedSemaphore semaphore,
            SharedSemaphore boundedSemaphore,
            SharedBarrier barrier,
            SharedPool pool,
            SharedResult<String> asyncResult,
            SharedPoolIterator<Integer> poolIterator) {

        static Shared of(SyncManager manager) {
            SharedPool pool = manager.pool(POOL);
            return new Shared(
                    manager.list(String.class),
                    manager.dict(String.class, Integer.class),
                    manager.set(String.class),
                    manager.namespace(),
                    manager.value(TypeCode.INT, 0),
                    manager.array(TypeCode.DOUBLE, 4),
                    manager.queue(10, String.class),
                    manager.joinableQueue(10, String.class),
                    manager.iterator(List.of(1, 2, 3, 4)),
                    manager.lock(),
                    manager.rlock(),
                    manager.condition(),
                    manager.event(),
                    manager.semaphore(0),
                    manager.boundedSemaphore(2),
                    manager.barrier(2),
                    pool,
                    pool.applyAsync(EveryType::shout, "hello"),
                    pool.imap(EveryType::square, List.of(1, 2, 3)));
        }
    }

    /** Runs without arguments. */
    public static void main(String[] args) throws Exception {
        try (SyncManager manager = Multiprocessing.manager()) {
            Shared shared = Shared.of(manager);
            shared.list().add("parent");
            shared.set().addAll(List.of("red", "green"));
            shared.namespace().set("x", 1);
            shared.array().setRange(0, 0.5, 1.5);
            shared.queue().put("question");
            shared.joinableQueue().addAll(List.of("wash", "dry", "put away"));

            JavaProcess child = JavaProcess.start(EveryType::child, manager, shared);
            shared.joinableQueue().join();
            shared.event().await();
            shared.semaphore().acquire();
            awaitAnswer(shared);
            both(shared);
            child.join();
            print(shared);
        }
    }

    private static String shout(String text) {
        return text.toUpperCase(Locale.ROOT) + "!";
    }

    private static int square(int number) {
        return number * number;
    }

    private static void child(SyncManager manager, Shared shared) throws Exception {
        shared.list().add("child");
        shared.set().toggleAll(List.of("green", "blue"));
        shared.namespace().set("y", "child saw x " + shared.namespace().get("x", Integer.class));
        shared.array().setRange(2, 2.5, 3.5);
        while (!shared.joinableQueue().isEmpty()) {
            shared.joinableQueue().take();
            shared.joinableQueue().taskDone();
        }
        shared.event().set();
        shared.semaphore().release();
        answer(shared);
        // Tasks wait until a worker comes: this process, which runs functions of its own package.
        try (PoolWorker worker = PoolWorker.builder()
                .slots(1)
                .allow(EveryType.class.getPackageName())
                .join(manager, POOL)) {
            both(shared);
            shared.pool().close();
            worker.awaitEnd();
        }
    }

    /** A condition is awaited in a loop, by whoever holds its lock. */
    private static void awaitAnswer(Shared shared) throws InterruptedException {
        shared.condition().lock();
        try {
            while (!shared.dict().containsKey("answers")) {
                shared.condition().await();
            }
        } finally {
            shared.condition().unlock();
        }
    }

    private static void answer(Shared shared) throws InterruptedException {
        shared.condition().lock();
        try {
            shared.queue().put("answer to the " + shared.queue().take());
            shared.dict().put("answers", 1);
            shared.condition().signalAll();
        } finally {
            shared.condition().unlock();
        }
    }

    /** What both processes do at the same time. */
    private static void both(Shared shared) throws Exception {
        shared.barrier().await();
        for (int i = 0; i < ROUNDS; i++) {
            shared.value().getAndAdd(1);
            shared.dict().merge("rounds of both", 1, Integer::sum);
            count("under the lock", shared.lock(), shared);
            shared.rlock().lock();
            try {
                // Whoever holds it comes in again; of a plain lock it would wait for itself.
                count("under the rlock", shared.rlock(), shared);
            } finally {
                shared.rlock().unlock();
            }
        }
        shared.dict().put("length of the result", shared.asyncResult().get().length());
        shared.poolIterator().forEachRemaining(square -> shared.dict().merge("squares", square, Integer::sum));
        shared.boundedSemaphore().acquire();
        shared.iterator().forEachRemaining(number -> shared.dict().merge("sum", number, Integer::sum));
        shared.boundedSemaphore().release();
    }

    /** Reads and writes in two calls: without a lock two processes would overwrite each other's count. */
    private static void count(String what, SharedLock lock, Shared shared) {
        lock.lock();
        try {
            shared.dict().put(what, shared.dict().getOrDefault(what, 0) + 1);
        } finally {
            lock.unlock();
        }
    }

    private static void print(Shared shared) throws Exception {
        SharedDict<String, Integer> dict = shared.dict();
        print("list", shared.list());
        print("dict", "rounds of both " + dict.get("rounds of both"));
        print("set", shared.set() + ", with black " + shared.set().union(List.of("black")));
        print("namespace", shared.namespace().toMap());
        print("value", shared.value().get() + ", both added 1 " + ROUNDS + " times");
        print("array", shared.array().toList());
        print("queue", shared.queue().take());
        print("joinableQueue", "joined, " + shared.joinableQueue().size() + " left");
        print("iterator", "1 + 2 + 3 + 4 = " + dict.get("sum") + ", each number taken by one of two");
        print("lock", dict.get("under the lock") + " counted under it");
        print("rlock", dict.get("under the rlock") + " counted under it, entered twice");
        print("condition", "signalled");
        print("event", shared.event().isSet() ? "set" : "not set");
        print("semaphore", "a permit came, " + shared.semaphore().availablePermits() + " left");
        print("boundedSemaphore", refused(shared.boundedSemaphore()));
        print("barrier", "both met, " + shared.barrier().getNumberWaiting() + " wait");
        print("pool", shared.pool().status().done() + " tasks were done by a worker");
        print("asyncResult", shared.asyncResult().get() + " read by both");
        print("poolIterator", "1 + 4 + 9 = " + dict.get("squares") + ", each square taken by one of two");
    }

    private static String refused(SharedSemaphore semaphore) {
        try {
            semaphore.release();
            return "released too often";
        } catch (IllegalStateException refused) {
            return semaphore.availablePermits() + " of 2, a third release is refused";
        }
    }

    private static void print(String type, Object what) {
        System.out.printf("%-17s %s%n", type, what);
    }
}
