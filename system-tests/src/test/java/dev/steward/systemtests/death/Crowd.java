package dev.steward.systemtests.death;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.Hold;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients, or one with many calls that wait, in one process. Arguments: what, the port, how many, the lease in
 * milliseconds. What is "idle" for sessions that do nothing until a line comes on standard input, "active" for such as
 * call without a pause until then, or "takers" of the queue "jobs", which print what they took in the order in which they
 * began to wait.
 */
public final class Crowd {

    private static final int LOCKS = 10;
    private static final int TURNS_PER_LOCK = 8;
    /** How long a machine that starts many processes at once may take to let one of them in. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final int port;
    private final int count;
    private final Duration lease;
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger suspended = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean leaving;

    private Crowd(int port, int count, Duration lease) {
        this.port = port;
        this.count = count;
        this.lease = lease;
    }

    public static void main(String[] args) throws Exception {
        Crowd crowd = new Crowd(
                Integer.parseInt(args[1]), Integer.parseInt(args[2]), Duration.ofMillis(Long.parseLong(args[3])));
        switch (args[0]) {
            case "idle" -> crowd.idle();
            case "active" -> crowd.work();
            case "takers" -> crowd.take();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private ClientOptions.Builder options() {
        return ClientOptions.builder().lease(lease).connectTimeout(PATIENCE).listener((event, detail) -> note(event));
    }

    private void note(Event event) {
        switch (event) {
            case CONNECTED -> connected.incrementAndGet();
            case SUSPENDED -> suspended.incrementAndGet();
            case LOST -> lost.incrementAndGet();
            case RESUMED -> {}
        }
    }

    private SyncManager connect(ClientOptions.Builder options) {
        return ManagerClient.connect("127.0.0.1", port, AuthKey.of("0123456789abcdef"), options.build());
    }

    private List<SyncManager> connectAll(int connections) {
        List<SyncManager> managers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            managers.add(connect(options().connections(connections)));
        }
        return managers;
    }

    private static void awaitWord() throws IOException {
        System.out.println("ready");
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    }

    private void tell(String calls) {
        System.out.println("figures " + connected + " " + suspended + " " + lost + " " + calls);
    }

    private void idle() throws Exception {
        List<SyncManager> managers = connectAll(0);
        awaitWord();
        managers.forEach(SyncManager::ping);
        tell("0");
        managers.forEach(SyncManager::close);
    }

    private void work() throws Exception {
        List<SyncManager> managers = connectAll(1);
        ExecutorService users = Executors.newFixedThreadPool(count);
        List<Future<Long>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SyncManager manager = managers.get(i);
            String lock = "lock-" + i % LOCKS;
            calls.add(users.submit(() -> call(manager, lock)));
        }
        awaitWord();
        leaving = true;
        long sum = 0;
        for (Future<Long> each : calls) {
            sum += each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
        tell(Long.toString(sum));
        managers.forEach(SyncManager::close);
        users.shutdown();
    }

    /** Calls without a pause, looks at each answer, and returns how many calls there were. */
    private long call(SyncManager manager, String lockName) throws InterruptedException {
        SharedValue<Long> counter = manager.value(Long.class, 0L);
        SharedQueue<Long> queue = manager.queue();
        SharedLock lock = manager.lock(lockName);
        long calls = 0;
        for (long turn = 0; !leaving; turn++) {
            check(turn, counter.getAndAdd(1L));
            queue.put(turn);
            check(turn, queue.take());
            calls += 3;
            if (turn % TURNS_PER_LOCK == 0) {
                try (Hold hold = lock.hold()) {
                    check(0, hold.abandoned() ? 1 : 0);
                }
                calls += 2;
            }
        }
        return calls;
    }

    private static void check(long expected, long found) {
        if (found != expected) {
            throw new IllegalStateException(found + " where " + expected + " was to be");
        }
    }

    private void take() throws Exception {
        try (SyncManager manager = connect(options().connections(0))) {
            SharedQueue<Integer> jobs = manager.queue("jobs", Integer.class);
            List<CompletableFuture<Integer>> takes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                takes.add(jobs.async().take());
            }
            System.out.println("ready");
            StringBuilder taken = new StringBuilder("took");
            for (CompletableFuture<Integer> take : takes) {
                taken.append(' ').append(take.get(120, TimeUnit.SECONDS));
            }
            System.out.println(taken);
        }
    }
}
