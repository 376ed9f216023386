package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.examples.ResilientConsumer;
import dev.steward.examples.ResilientProducer;
import dev.steward.examples.TaskManager;
import dev.steward.examples.TaskServer;
import dev.steward.systemtests.Jvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The programs of T20, each in a JVM of its own: a server, a producer and two consumers. One of them after the other is
 * killed and replaced, and so is a producer that has delivered all of its tasks. The results are taken as they come, so
 * that they never are complete and nobody stops.
 */
final class TaskPrograms implements AutoCloseable {

    private static final int TASKS = 20;
    private static final int MILLIS_TO_START = 800;
    private static final int MILLIS_AT_WORK = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final String DELIVERED = "Producer: deliver one";

    private final List<Jvm> started = new ArrayList<>();
    private final List<Jvm> producers = new ArrayList<>();
    private final Jvm server;
    private final SyncManager manager;
    private final TaskManager shared;
    private final Jvm[] crew;
    /** How often there was a result of a task. */
    private final Map<Integer, Integer> results = new ConcurrentHashMap<>();

    private final Thread collector = new Thread(this::collect, "collect-results");
    private volatile boolean collecting = true;
    private int kills;

    TaskPrograms() {
        server = started(Jvm.run(TaskServer.class, "127.0.0.1", "0"));
        String port = server.awaitPort();
        manager = ManagerClient.connect("127.0.0.1", Integer.parseInt(port), AuthKey.of("python"));
        shared = manager.as(TaskManager.class);
        collector.start();
        crew = new Jvm[] {producer(port), consumer(port), consumer(port)};
    }

    private void collect() {
        try {
            while (collecting) {
                Integer result = shared.results().poll(LOOK_AGAIN);
                if (result != null) {
                    results.merge(result / 2, 1, Integer::sum);
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void endCollecting() {
        collecting = false;
        try {
            collector.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Jvm started(Jvm program) {
        started.add(program);
        return program;
    }

    private Jvm producer(String port) {
        Jvm program = started(Jvm.run(ResilientProducer.class, "127.0.0.1", port));
        producers.add(program);
        return program;
    }

    private Jvm consumer(String port) {
        return started(Jvm.run(ResilientConsumer.class, "127.0.0.1", port));
    }

    /** Kills so many programs, at moments that are drawn: one while it starts or waits, the next while they work. */
    void killSome(int count, Random random) throws InterruptedException {
        for (int kill = 0; kill < count; kill++) {
            if (kill % 2 == 1) {
                long before = resultsSoFar();
                await("another result after kill " + kill).atMost(PATIENCE).until(() -> {
                    replaceThoseWhoEnded();
                    return resultsSoFar() > before;
                });
                Thread.sleep(random.nextInt(MILLIS_AT_WORK));
            } else {
                Thread.sleep(random.nextInt(MILLIS_TO_START));
            }
            replaceThoseWhoEnded();
            int victim = random.nextInt(crew.length);
            crew[victim].kill();
            assertThat(crew[victim].awaitEnd()).isIn(137, 0);
            kills++;
            replace(victim);
        }
    }

    /** A producer has delivered its tasks; a consumer says that no more come when a producer's JVM takes long to start. */
    private void replaceThoseWhoEnded() throws InterruptedException {
        for (int i = 0; i < crew.length; i++) {
            if (!crew[i].isAlive()) {
                assertThat(crew[i].awaitEnd()).as("%s", crew[i].lines()).isZero();
                replace(i);
            }
        }
    }

    private void replace(int index) {
        String port = server.awaitPort();
        crew[index] = index == 0 ? producer(port) : consumer(port);
    }

    private long resultsSoFar() {
        return results.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Waits until all ended by themselves, and checks that each task that was delivered has its result. */
    void assertNothingIsLost() throws InterruptedException {
        await("the last producer delivers all").atMost(PATIENCE).until(() -> !crew[0].isAlive());
        assertThat(crew[0].awaitEnd()).isZero();
        assertThat(crew[0].linesOf(DELIVERED)).hasSize(TASKS);
        Map<Integer, Long> delivered = new ConcurrentHashMap<>();
        for (Jvm producer : producers) {
            IntStream.rangeClosed(1, producer.linesOf(DELIVERED).size())
                    .forEach(task -> delivered.merge(task, 1L, Long::sum));
        }
        await("a result of each task").atMost(PATIENCE).untilAsserted(() -> {
            assertThat(delivered)
                    .allSatisfy((task, times) ->
                            assertThat((long) results.getOrDefault(task, 0)).isGreaterThanOrEqualTo(times));
        });
        shared.done().set(true);
        for (Jvm program : crew) {
            assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        }
        endCollecting();
        assertThat(shared.tasks().size()).isZero();
        long all = delivered.values().stream().mapToLong(Long::longValue).sum();
        // A kill between the two calls that end a task lets it come twice; one before the line is printed hides a task.
        assertThat(resultsSoFar() - all).isBetween(0L, (long) kills);
        manager.shutdownServer();
        assertThat(server.awaitEnd()).isZero();
    }

    @Override
    public void close() {
        endCollecting();
        manager.close();
        started.forEach(Jvm::close);
    }
}
