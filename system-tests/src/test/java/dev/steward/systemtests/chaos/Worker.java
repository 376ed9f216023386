package dev.steward.systemtests.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.history.Journal;
import dev.steward.systemtests.history.Operation.Ending;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client in a process of its own that puts, takes, counts and locks as fast as it can, and notes each call in its
 * journal. The word "stop" on its standard input ends what makes more work, "drain" the rest, and then it ends. Arguments:
 * its number, the port, the file of the journal.
 */
public final class Worker {

    /** Each worker's elements begin at so many times its number. */
    static final long ELEMENTS = 1_000_000_000L;

    static final Duration LEASE = Duration.ofSeconds(2);
    static final Duration WINDOW = Duration.ofSeconds(1);
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);
    static final int CAPACITY = 500;

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final SyncManager manager;
    private final Journal journal;
    private final long number;
    private final AtomicLong longest = new AtomicLong();
    private final AtomicLong elements = new AtomicLong();
    private volatile boolean stopping;
    private volatile boolean draining;
    private volatile boolean drained;

    /** What a call told. */
    private record Told(Ending ending, long result, long mark) {
        static Told ok(long result, long mark) {
            return new Told(Ending.OK, result, mark);
        }

        static Told nothing() {
            return new Told(Ending.NOTHING, 0, 0);
        }
    }

    /** A call. */
    private interface Body {
        Told call() throws InterruptedException;
    }

    /** Work with proxies of one session, until that is lost. */
    private interface Work {
        /** Does a bit. */
        void step() throws InterruptedException;
    }

    /** Makes proxies and what works with them. */
    private interface Beginning {
        Work begin(String thread);
    }

    private Worker(SyncManager manager, Journal journal, long number) {
        this.manager = manager;
        this.journal = journal;
        this.number = number;
    }

    public static void main(String[] args) throws Exception {
        ClientOptions options = ClientOptions.builder()
                .name("worker-" + args[0])
                .lease(LEASE)
                .resumeWindow(WINDOW)
                .giveUp(Duration.ofSeconds(20))
                .callTimeout(CALL_TIMEOUT)
                .build();
        try (Journal journal = new Journal(Path.of(args[2]));
                SyncManager manager = ManagerClient.connect(
                        "127.0.0.1", Integer.parseInt(args[1]), AuthKey.of("0123456789abcdef"), options)) {
            new Worker(manager, journal, Long.parseLong(args[0])).work();
        }
        System.out.println("ended");
    }

    private void work() throws Exception {
        List<Thread> threads = new ArrayList<>();
        threads.add(start("producer", this::produce));
        threads.add(start("consumer", this::consume));
        threads.add(start("counter", this::count));
        threads.add(start("locker", this::lock));
        System.out.println("working");
        BufferedReader words = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String word = words.readLine();
        while (word != null && !word.equals("drain")) {
            stopping = true;
            word = words.readLine();
        }
        stopping = true;
        draining = true;
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("longest " + longest.get() / 1_000_000);
    }

    private Thread start(String name, Beginning beginning) {
        Thread thread = new Thread(() -> run(number + "-" + name, beginning, name.equals("consumer")), name);
        thread.start();
        return thread;
    }

    private void run(String client, Beginning beginning, boolean drains) {
        Work work = null;
        while (drains ? !drained : !stopping) {
            try {
                if (work == null) {
                    work = beginning.begin(client);
                }
                work.step();
            } catch (ConnectionLostException suspended) {
                pause();
            } catch (ManagerException lost) {
                work = null;
                pause();
            } catch (InterruptedException | RuntimeException unexpected) {
                System.out.println("unexpected in " + client + ": " + unexpected);
                unexpected.printStackTrace(System.out);
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Notes a call, and throws what it threw. */
    private Told noted(String client, RemoteProxy proxy, String object, String name, long argument, Body body)
            throws InterruptedException {
        String incarnation = object + "@" + proxy.objectToken().incarnation();
        long call = journal.invoked(client, incarnation, name, argument);
        long begun = System.nanoTime();
        Told told = new Told(Ending.UNKNOWN, 0, 0);
        try {
            told = body.call();
            return told;
        } catch (ManagerException why) {
            if (why.outcome() == Outcome.NOT_EXECUTED) {
                told = new Told(Ending.NOT_EXECUTED, 0, 0);
            }
            throw why;
        } finally {
            long took = System.nanoTime() - begun;
            longest.accumulateAndGet(took, Math::max);
            journal.returned(call, told.ending, told.result, told.mark);
        }
    }

    private SharedQueue<Long> jobs() {
        return manager.queue("jobs", CAPACITY, Long.class);
    }

    private Work produce(String client) {
        SharedQueue<Long> jobs = jobs();
        return () -> {
            long element = number * ELEMENTS + elements.incrementAndGet();
            noted(
                    client,
                    jobs,
                    "jobs",
                    "offer",
                    element,
                    () -> jobs.offer(element, PATIENCE) ? Told.ok(0, 0) : Told.nothing());
        };
    }

    private Work consume(String client) {
        SharedQueue<Long> jobs = jobs();
        return () -> {
            List<Delivery<Long>> received = new ArrayList<>(1);
            Told told = noted(client, jobs, "jobs", "receive", 0, () -> told(jobs.receive(PATIENCE), received));
            drained = draining && told.ending == Ending.NOTHING;
            for (Delivery<Long> delivery : received) {
                boolean gives = told.result % 25 == 0 && told.mark == 0;
                noted(client, jobs, "jobs", gives ? "nack" : "done", told.result, () -> {
                    if (gives) {
                        delivery.nack();
                    } else {
                        delivery.done();
                    }
                    return Told.ok(0, 0);
                });
            }
        };
    }

    private static Told told(@Nullable Delivery<Long> delivery, List<Delivery<Long>> received) {
        if (delivery == null) {
            return Told.nothing();
        }
        received.add(delivery);
        return Told.ok(delivery.value(), delivery.redelivered() ? 1 : 0);
    }

    private Work count(String client) {
        SharedValue<Long> counter = manager.value("counter", TypeCode.LONG, 0L);
        return () -> noted(client, counter, "counter", "add", 1, () -> Told.ok(counter.getAndAdd(1L), 0));
    }

    private Work lock(String client) {
        SharedLock lock = manager.lock("lock");
        SharedValue<Long> guarded = manager.value("guarded", TypeCode.LONG, 0L);
        return () -> {
            List<Hold> held = new ArrayList<>(1);
            Told told = noted(client, lock, "lock", "hold", 0, () -> {
                Hold hold = lock.tryHold(PATIENCE);
                if (hold == null) {
                    return Told.nothing();
                }
                held.add(hold);
                return Told.ok(hold.fencingToken(), hold.abandoned() ? 1 : 0);
            });
            for (Hold hold : held) {
                long token = told.result;
                try {
                    noted(client, lock, "guarded", "get", token, () -> Told.ok(guarded.get(), 0));
                    noted(client, lock, "guarded", "set", token, () -> {
                        guarded.set(token);
                        return Told.ok(0, 0);
                    });
                } finally {
                    noted(client, lock, "lock", "release", token, () -> {
                        hold.close();
                        return Told.ok(0, 0);
                    });
                }
            }
        };
    }
}
