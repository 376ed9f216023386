package dev.steward.examples;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectToken;
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
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedSet;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * T21: each type of the manager, used by two processes. Parent and child walk through the same list of types; a barrier
 * tells both when a turn is over, so that the lines come out the same each time. The child is this class too, started with
 * the port as argument; the key goes to its standard input.
 */
public final class EveryType {

    private static final int ROUNDS = 50;

    private static final Map<String, Use> USES = new LinkedHashMap<>();

    static {
        USES.put("list", EveryType::list);
        USES.put("dict", EveryType::dict);
        USES.put("set", EveryType::set);
        USES.put("namespace", EveryType::namespace);
        USES.put("value", EveryType::value);
        USES.put("array", EveryType::array);
        USES.put("queue", EveryType::queue);
        USES.put("joinableQueue", EveryType::joinableQueue);
        USES.put("iterator", EveryType::iterator);
        USES.put("lock", EveryType::lock);
        USES.put("rlock", EveryType::rlock);
        USES.put("condition", EveryType::condition);
        USES.put("event", EveryType::event);
        USES.put("semaphore", EveryType::semaphore);
        USES.put("boundedSemaphore", EveryType::boundedSemaphore);
        USES.put("barrier", EveryType::barrier);
    }

    private EveryType() {}

    /** How two processes use a type; returns what came of it. */
    private interface Use {
        String by(SyncManager manager, Turns turns) throws Exception;
    }

    /** What one process does in a turn. */
    private interface Action {
        void run() throws Exception;
    }

    /** Whose turn it is. */
    private record Turns(boolean isParent, SharedBarrier end) {

        void parent(Action action) throws Exception {
            both(action, () -> {});
        }

        void child(Action action) throws Exception {
            both(() -> {}, action);
        }

        void both(Action parents, Action childs) throws Exception {
            (isParent ? parents : childs).run();
            end.await(Duration.ofSeconds(30));
        }
    }

    /** Without arguments the parent, with the port the child. */
    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            parent();
        } else {
            child(Integer.parseInt(args[0]));
        }
    }

    private static void parent() throws Exception {
        AuthKey key = AuthKey.random();
        try (ManagerServer server = ManagerServer.builder().authKey(key).build()) {
            server.start();
            Process child = startChild(key, server.port());
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", server.port(), key)) {
                Turns turns = new Turns(true, manager.barrier("end of turn", 2));
                for (Map.Entry<String, Use> use : USES.entrySet()) {
                    System.out.printf("%-17s %s%n", use.getKey(), use.getValue().by(manager, turns));
                }
                System.out.println("the child ended with exit code " + child.waitFor());
            } finally {
                child.destroy();
            }
        }
    }

    private static Process startChild(AuthKey key, int port) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), EveryType.class.getName(), Integer.toString(port)));
        Process child = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (PrintStream input = new PrintStream(child.getOutputStream(), true, StandardCharsets.US_ASCII)) {
            input.println(key.toHex());
        }
        return child;
    }

    private static void child(int port) throws Exception {
        String hex = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII)).readLine();
        AuthKey key = AuthKey.of(HexFormat.of().parseHex(hex));
        // The server is its parent: when that is gone, there is nothing to wait for.
        ClientOptions options =
                ClientOptions.builder().giveUp(Duration.ofSeconds(2)).build();
        try (SyncManager manager = ManagerClient.connect("127.0.0.1", port, key, options)) {
            Turns turns = new Turns(false, manager.barrier("end of turn", 2));
            for (Use use : USES.values()) {
                use.by(manager, turns);
            }
        }
    }

    // Containers.

    private static String list(SyncManager manager, Turns turns) throws Exception {
        SharedList<String> list = manager.list("a list", String.class);
        turns.parent(() -> list.add("parent"));
        turns.child(() -> list.add("child"));
        return list.toString();
    }

    private static String dict(SyncManager manager, Turns turns) throws Exception {
        SharedDict<String, Integer> dict = manager.dict("a dict", String.class, Integer.class);
        Action count = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                dict.merge("rounds of both", 1, Integer::sum);
            }
        };
        turns.both(count, count);
        return dict.toString();
    }

    private static String set(SyncManager manager, Turns turns) throws Exception {
        SharedSet<String> seen = manager.set("a set", String.class);
        turns.parent(() -> seen.addAll(List.of("red", "green")));
        turns.child(() -> seen.toggleAll(List.of("green", "blue")));
        return seen + ", with black " + seen.union(List.of("black"));
    }

    private static String namespace(SyncManager manager, Turns turns) throws Exception {
        SharedNamespace namespace = manager.namespace("a namespace");
        turns.parent(() -> namespace.set("x", 1));
        turns.child(() -> namespace.set("y", "child saw x " + namespace.get("x", Integer.class)));
        return namespace.toMap().toString();
    }

    private static String value(SyncManager manager, Turns turns) throws Exception {
        SharedValue<Integer> value = manager.value("a value", TypeCode.INT, 0);
        Action count = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                value.getAndAdd(1);
            }
        };
        turns.both(count, count);
        return value.get() + ", both added 1 " + ROUNDS + " times";
    }

    private static String array(SyncManager manager, Turns turns) throws Exception {
        SharedArray<Double> array = manager.array("an array", TypeCode.DOUBLE, 4);
        turns.parent(() -> array.setRange(0, 0.5, 1.5));
        turns.child(() -> array.setRange(2, 2.5, 3.5));
        return array.toList().toString();
    }

    private static String queue(SyncManager manager, Turns turns) throws Exception {
        SharedQueue<Integer> questions = manager.queue("questions", 10, Integer.class);
        SharedQueue<Integer> answers = manager.queue("answers", 10, Integer.class);
        turns.both(
                () -> {
                    questions.put(7);
                    questions.put(8);
                },
                () -> {
                    answers.put(2 * questions.take());
                    answers.put(2 * questions.take());
                });
        return turns.isParent() ? answers.take() + " and " + answers.take() : "";
    }

    private static String joinableQueue(SyncManager manager, Turns turns) throws Exception {
        SharedJoinableQueue<String> tasks = manager.joinableQueue("tasks", String.class);
        turns.parent(() -> tasks.addAll(List.of("wash", "dry", "put away")));
        turns.both(tasks::join, () -> {
            for (int i = 0; i < 3; i++) {
                tasks.take();
                tasks.taskDone();
            }
        });
        return "joined, " + tasks.size() + " left";
    }

    private static String iterator(SyncManager manager, Turns turns) throws Exception {
        SharedQueue<String> tokens = manager.queue("tokens", 1, String.class);
        SharedValue<Integer> sum = manager.value("a sum", Integer.class, 0);
        turns.both(
                () -> {
                    SharedIterator<Integer> numbers = manager.iterator(List.of(1, 2, 3, 4));
                    tokens.put(numbers.objectToken().toString());
                    numbers.forEachRemaining(sum::getAndAdd);
                },
                () -> manager.attach(ObjectToken.parse(tokens.take()), Type.iterator(Integer.class))
                        .forEachRemaining(sum::getAndAdd));
        return "1 + 2 + 3 + 4 = " + sum.get() + ", each number taken by one of two";
    }

    // Locks and signals.

    /** Reads and writes in two calls: without a lock two processes would overwrite each other's count. */
    private static String countedUnder(SharedLock lock, String name, SyncManager manager, Turns turns)
            throws Exception {
        SharedValue<Integer> count = manager.value(name, Integer.class, 0);
        Action counting = () -> {
            for (int i = 0; i < ROUNDS; i++) {
                lock.lock();
                try {
                    count.set(count.get() + 1);
                } finally {
                    lock.unlock();
                }
            }
        };
        turns.both(counting, counting);
        return count.get() + " counted under it";
    }

    private static String lock(SyncManager manager, Turns turns) throws Exception {
        return countedUnder(manager.lock("a lock"), "count 1", manager, turns);
    }

    private static String rlock(SyncManager manager, Turns turns) throws Exception {
        SharedLock lock = manager.rlock("an rlock");
        String counted = countedUnder(lock, "count 2", manager, turns);
        lock.lock();
        try {
            // A thread that holds it comes in again; of a plain lock it would wait for itself.
            return lock.tryLock(1, TimeUnit.SECONDS) ? again(lock, counted) : "not re-entrant";
        } finally {
            lock.unlock();
        }
    }

    private static String again(SharedLock lock, String counted) {
        lock.unlock();
        return counted + ", and entered twice";
    }

    private static String condition(SyncManager manager, Turns turns) throws Exception {
        SharedCondition condition = manager.condition("a condition");
        SharedValue<Boolean> ready = manager.value("ready", Boolean.class, false);
        turns.both(
                () -> {
                    condition.lock();
                    try {
                        while (!ready.get()) {
                            condition.await();
                        }
                    } finally {
                        condition.unlock();
                    }
                },
                () -> {
                    condition.lock();
                    try {
                        ready.set(true);
                        condition.signalAll();
                    } finally {
                        condition.unlock();
                    }
                });
        return "signalled";
    }

    private static String event(SyncManager manager, Turns turns) throws Exception {
        SharedEvent event = manager.event("an event");
        turns.both(event::await, event::set);
        return event.isSet() ? "set" : "not set";
    }

    private static String semaphore(SyncManager manager, Turns turns) throws Exception {
        SharedSemaphore semaphore = manager.semaphore("a semaphore", 1);
        turns.child(semaphore::acquire);
        String during = semaphore.availablePermits() + " of 1 left";
        turns.parent(() -> {});
        turns.child(semaphore::release);
        return during + ", then " + semaphore.availablePermits();
    }

    private static String boundedSemaphore(SyncManager manager, Turns turns) throws Exception {
        SharedSemaphore semaphore = manager.boundedSemaphore("a bounded semaphore", 2);
        turns.both(semaphore::acquire, semaphore::acquire);
        turns.both(semaphore::release, semaphore::release);
        try {
            semaphore.release();
            return "released too often";
        } catch (IllegalStateException refused) {
            return semaphore.availablePermits() + " of 2, a third release is refused";
        }
    }

    private static String barrier(SyncManager manager, Turns turns) throws Exception {
        SharedBarrier barrier = manager.barrier("a barrier", 2);
        SharedList<Integer> indices = manager.list("indices", Integer.class);
        Action arrive = () -> indices.add(barrier.await());
        turns.both(arrive, arrive);
        return "arrival indices " + indices.stream().sorted().toList();
    }
}
