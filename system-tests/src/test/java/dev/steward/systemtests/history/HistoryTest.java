package dev.steward.systemtests.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.ObjectId;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.ClusterProcesses;
import dev.steward.systemtests.chaos.ChaosProxy;
import dev.steward.systemtests.client.ServedTest;
import dev.steward.systemtests.history.Operation.Ending;
import dev.steward.systemtests.history.Recorded.Told;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients are told over connections that break again and again, and by servers that die, an order of calls explains. */
@Timeout(120)
class HistoryTest extends ServedTest {

    private static final int CLIENTS = 6;
    private static final int CALLS = 250;
    private static final int PERMITS = 3;
    private static final int BREAKS = 12;
    private static final int KILLS = 2;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    private final Recorded recorded = new Recorded();

    /** What a client does over and over. */
    private interface Scene {
        /** Does one thing; the number tells which. */
        void play(int number) throws InterruptedException;
    }

    private Future<Boolean> playing(Scene scene, long seed) {
        return meanwhile(() -> {
            Random random = new Random(seed);
            for (int call = 0; call < CALLS; call++) {
                scene.play(random.nextInt(1_000));
            }
            return true;
        });
    }

    /** Has what may befall the servers befall them while the scenes are played. */
    private static void troubleWhile(Served served, List<Future<Boolean>> scenes) throws Exception {
        for (int i = 0; i < served.troubles() && !scenes.stream().allMatch(Future::isDone); i++) {
            served.trouble(i);
        }
        for (Future<Boolean> scene : scenes) {
            assertThat(scene.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** Whom the clients call, and what befalls that meanwhile. */
    private interface Served {
        /** Returns a new client; the number tells which. */
        SyncManager client(int number);

        int troubles();

        /** Waits for the right moment, and does the next harm; the number tells which. */
        void trouble(int number) throws Exception;
    }

    /** One server, whose connections are reset, each time when some new ones stand. */
    private final class OneServer implements Served {
        private final ManagerServer server = serve();
        private final List<ChaosProxy> networks = new ArrayList<>();

        OneServer() {
            for (int i = 0; i < CLIENTS; i++) {
                networks.add(chaos(server));
            }
        }

        int port(int number) {
            return networks.get(number % CLIENTS).port();
        }

        @Override
        public SyncManager client(int number) {
            return connect(port(number));
        }

        @Override
        public int troubles() {
            return BREAKS;
        }

        @Override
        public void trouble(int number) throws InterruptedException {
            Thread.sleep(30);
            networks.get(number % CLIENTS).breakAll();
        }
    }

    /** Three servers, of which the one that leads is killed, and is started again before the next one is. */
    private final class ThreeServers implements Served {
        private final ClusterProcesses servers = closing(new ClusterProcesses(folder, KEY));

        @Override
        public SyncManager client(int number) {
            return closing(ManagerClient.connect(
                    servers.addresses(),
                    KEY,
                    ClientOptions.builder().lease(LONG).resumeWindow(LONG).build()));
        }

        @Override
        public int troubles() {
            return KILLS;
        }

        @Override
        public void trouble(int number) {
            awaitCalls((number + 1) * CLIENTS * CALLS / (KILLS + 1));
            String leader = servers.leader();
            servers.kill(leader);
            awaitCalls(recorded.size() + CALLS / 10);
            servers.start(leader);
        }

        private void awaitCalls(int count) {
            await().atMost(LONG).until(() -> recorded.size() >= count);
        }
    }

    private Served served(String by) {
        assumeThat(by.equals("one server") || Boolean.getBoolean("chaos"))
                .as("three processes take long on a busy machine")
                .isTrue();
        return by.equals("one server") ? new OneServer() : new ThreeServers();
    }

    @Test
    void callsTookEffectInTheOrderThatTheirRepliesTell() throws Exception {
        OneServer served = new OneServer();
        SharedValue<Long> cell = served.client(CLIENTS).value("cell", TypeCode.LONG, 0L);
        ObjectId id = cell.objectToken().objectId();
        List<Future<Boolean>> scenes = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SequencedCell mine = closing(new SequencedCell(served.port(i), KEY, id));
            scenes.add(playing(cellScene("client-" + i, mine), i));
        }
        troubleWhile(served, scenes);
        SequentialModel<Long, Operation> model = new SequentialModel.Cell(0L);
        List<Operation> history = recorded.of("cell");
        assertThat(history).hasSize(CLIENTS * CALLS).allMatch(Operation::isOk);
        assertThat(Witness.check(model, history, List.of("get"))).isEmpty();
        assertThat(Linearization.check(model, history)).isEmpty();
    }

    private Scene cellScene(String client, SequencedCell cell) {
        return number -> {
            switch (number % 3) {
                case 0 -> recorded.noted(client, "cell", "get", 0, cell::get);
                case 1 -> recorded.noted(client, "cell", "set", number, () -> cell.set(number));
                default -> recorded.noted(client, "cell", "add", number, () -> cell.add(number));
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"one server", "three servers"})
    void anOrderExplainsWhatCellsLocksAndSemaphoresTellAndQueuesLoseNothing(String by) throws Exception {
        Served served = served(by);
        List<Future<Boolean>> scenes = new ArrayList<>();
        AtomicLong elements = new AtomicLong();
        for (int i = 0; i < CLIENTS; i++) {
            scenes.add(playing(scene("client-" + i, served.client(i), elements), i));
        }
        troubleWhile(served, scenes);
        drain("last", served.client(CLIENTS).queue("queue", Long.class));
        assertThat(Linearization.check(new SequentialModel.Cell(0L), recorded.of("cell")))
                .isEmpty();
        assertThat(Linearization.check(new SequentialModel.Mutex(), recorded.of("lock")))
                .isEmpty();
        assertThat(Linearization.check(new SequentialModel.Permits(PERMITS), recorded.of("semaphore")))
                .isEmpty();
        assertThat(QueuePatterns.check(recorded.of("queue"), true)).isEmpty();
        for (String object : List.of("cell", "lock", "semaphore", "queue")) {
            assertThat(recorded.of(object))
                    .hasSizeGreaterThan(CLIENTS * CALLS / 10)
                    .allMatch(call -> call.ending() != Ending.UNKNOWN);
        }
    }

    private Scene scene(String client, SyncManager manager, AtomicLong elements) {
        SharedValue<Long> cell = manager.value("cell", TypeCode.LONG, 0L);
        SharedLock lock = manager.lock("lock");
        SharedSemaphore semaphore = manager.semaphore("semaphore", PERMITS);
        SharedQueue<Long> queue = manager.queue("queue", Long.class);
        return number -> {
            switch (number % 5) {
                case 0 -> recorded.noted(client, "cell", "add", 1, () -> Told.ok(cell.getAndAdd(1L)));
                case 1 -> hold(client, lock);
                case 2 -> acquire(client, semaphore, 1 + number % 2);
                case 3 -> {
                    long element = elements.incrementAndGet();
                    recorded.noted(client, "queue", "offer", element, () -> Told.ok(queue.offer(element) ? 1 : 0));
                }
                default -> receive(client, queue, number % 4 == 0);
            }
        };
    }

    private void hold(String client, SharedLock lock) throws InterruptedException {
        List<Hold> held = new ArrayList<>();
        Told told = recorded.noted(client, "lock", "hold", 0, () -> {
            held.add(lock.hold());
            return Told.ok(held.get(0).fencingToken());
        });
        for (Hold hold : held) {
            recorded.noted(client, "lock", "release", told.result(), () -> {
                hold.close();
                return Told.ok(0);
            });
        }
    }

    private void acquire(String client, SharedSemaphore semaphore, int permits) throws InterruptedException {
        Told told = recorded.noted(
                client,
                "semaphore",
                "acquire",
                permits,
                () -> new Told(semaphore.tryAcquire(permits) ? Ending.OK : Ending.NOTHING, 0, 0));
        if (told.ending() == Ending.OK) {
            recorded.noted(client, "semaphore", "release", permits, () -> {
                semaphore.release(permits);
                return Told.ok(0);
            });
        }
    }

    private boolean receive(String client, SharedQueue<Long> queue, boolean gives) throws InterruptedException {
        List<Delivery<Long>> received = new ArrayList<>();
        Told told = recorded.noted(client, "queue", "receive", 0, () -> {
            Delivery<Long> delivery = queue.receive(Duration.ZERO);
            if (delivery == null) {
                return new Told(Ending.NOTHING, 0, 0);
            }
            received.add(delivery);
            return new Told(Ending.OK, delivery.value(), delivery.redelivered() ? 1 : 0);
        });
        for (Delivery<Long> delivery : received) {
            recorded.noted(client, "queue", gives ? "nack" : "done", told.result(), () -> {
                if (gives) {
                    delivery.nack();
                } else {
                    delivery.done();
                }
                return Told.ok(0);
            });
        }
        return !received.isEmpty();
    }

    private void drain(String client, SharedQueue<Long> queue) throws InterruptedException {
        boolean more = true;
        while (more) {
            more = receive(client, queue, false);
        }
    }
}
