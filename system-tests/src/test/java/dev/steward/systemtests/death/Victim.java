package dev.steward.systemtests.death;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.PermitPolicy;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedList;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A client in a process of its own that gets into one situation, says so in a line, and stays in it until a signal ends
 * it. Arguments: the situation, the port, the lease and the resume window in milliseconds.
 */
public final class Victim {

    /** The permits of the semaphores that a victim takes from. */
    static final int PERMITS = 3;

    /** The parties of the barrier. */
    static final int PARTIES = 3;

    /** What a process can be in the middle of. */
    enum Situation {
        /** Holds the lock "lock". */
        HOLDS_LOCK,
        /** Holds the re-entrant lock "rlock" twice, and the lock of the condition "condition". */
        HOLDS_REENTRANT_LOCKS,
        /** Holds two permits of "permits", which return, and two of "signals", which are used up. */
        HOLDS_PERMITS,
        /** Waits for an element of the queue "jobs". */
        TAKES,
        /** Waits for a signal of the condition "condition". */
        AWAITS,
        /** Waits in the barrier "barrier". */
        IN_BARRIER,
        /** Has received two elements of "jobs" and taken two of the joinable queue "work", none of them done. */
        HAS_DELIVERIES,
        /** Has shared lists that nobody else has, in a circle. */
        HAS_OBJECTS,
        /** Acquires "lock" when it is told to. */
        ACQUIRES_WHEN_TOLD,
        /** Acquires two permits of "permits" when it is told to. */
        ACQUIRES_PERMITS_WHEN_TOLD,
        /** Takes from "jobs" when it is told to. */
        TAKES_WHEN_TOLD,
        /** Holds "lock", and adds a number to the list "log" all the time, whatever becomes of it. */
        WRITES
    }

    private final SyncManager manager;

    private Victim(SyncManager manager) {
        this.manager = manager;
    }

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .lease(Duration.ofMillis(Long.parseLong(args[2])))
                .resumeWindow(Duration.ofMillis(Long.parseLong(args[3])))
                .listener((event, detail) -> say("event " + event + " " + detail))
                .build();
        // Never closed: a victim does not leave, it is killed.
        @SuppressWarnings("resource")
        SyncManager manager =
                ManagerClient.connect("127.0.0.1", Integer.parseInt(args[1]), AuthKey.of("0123456789abcdef"), options);
        new Victim(manager).get(Situation.valueOf(args[0]));
        new CountDownLatch(1).await();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void awaitWord() throws Exception {
        say("ready");
        new BufferedReader(new InputStreamReader(System.in, UTF_8)).readLine();
    }

    private SharedQueue<Integer> jobs() {
        return manager.queue("jobs", Integer.class);
    }

    private SharedSemaphore permits() {
        return manager.semaphore("permits", PERMITS);
    }

    @SuppressWarnings("MustBeClosedChecker")
    private void get(Situation situation) throws Exception {
        switch (situation) {
            case HOLDS_LOCK -> say("ready " + manager.lock("lock").hold().fencingToken());
            case HOLDS_REENTRANT_LOCKS -> holdReentrantLocks();
            case HOLDS_PERMITS -> {
                permits().acquire(2);
                SharedSemaphore signals = manager.semaphore("signals", PERMITS, PermitPolicy.CONSUMED);
                signals.acquire(2);
                // Says that it has them: permits that a process had not received return.
                signals.availablePermits();
                say("ready");
            }
            case TAKES -> {
                say("ready");
                jobs().take();
            }
            case AWAITS -> {
                SharedCondition condition = manager.condition("condition");
                condition.lock();
                say("ready");
                condition.await();
            }
            case IN_BARRIER -> {
                say("ready");
                manager.barrier("barrier", PARTIES).await();
            }
            case HAS_DELIVERIES -> receive();
            case HAS_OBJECTS -> makeObjects();
            case ACQUIRES_WHEN_TOLD -> {
                SharedLock lock = manager.lock("lock");
                awaitWord();
                lock.lock();
            }
            case ACQUIRES_PERMITS_WHEN_TOLD -> {
                SharedSemaphore permits = permits();
                awaitWord();
                permits.acquire(2);
            }
            case TAKES_WHEN_TOLD -> {
                SharedQueue<Integer> jobs = jobs();
                awaitWord();
                jobs.take();
            }
            case WRITES -> write();
        }
    }

    private void holdReentrantLocks() {
        SharedLock lock = manager.rlock("rlock");
        lock.lock();
        lock.lock();
        manager.condition("condition").lock();
        say("ready");
    }

    private void receive() throws InterruptedException {
        List<Delivery<Integer>> received = new ArrayList<>();
        received.add(jobs().receive());
        received.add(jobs().receive());
        SharedJoinableQueue<Integer> work = manager.joinableQueue("work", Integer.class);
        int first = work.take();
        int second = work.take();
        say("ready " + received.get(0).value() + " " + received.get(1).value() + " " + first + " " + second);
    }

    private void makeObjects() {
        SharedList<Object> first = manager.list();
        SharedList<Object> last = first;
        for (int i = 0; i < 50; i++) {
            SharedList<Object> next = manager.list();
            last.add(next);
            last = next;
        }
        last.add(first);
        say("ready " + manager.objectCount());
    }

    private void write() throws InterruptedException {
        SharedList<Integer> log = manager.list("log", Integer.class);
        Hold hold = manager.lock("lock").hold();
        say("ready " + hold.fencingToken());
        int number = 0;
        while (true) {
            try {
                log.add(++number);
            } catch (ManagerException refused) {
                say("refused " + refused.outcome() + " " + refused.getClass().getSimpleName() + ", hold valid "
                        + hold.valid());
            }
            Thread.sleep(10);
        }
    }
}
