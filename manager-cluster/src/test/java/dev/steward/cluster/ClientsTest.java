package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientListener.Event;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Clients of several servers, and what each of them may tell. */
abstract class ClientsTest {

    /** How long a busy machine may need. */
    static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<SyncManager> managers = new CopyOnWriteArrayList<>();
    final Queue<String> complaints = new ConcurrentLinkedQueue<>();
    final Queue<Event> events = new ConcurrentLinkedQueue<>();
    final AtomicBoolean stopped = new AtomicBoolean();

    @AfterEach
    void end() {
        stopped.set(true);
        managers.forEach(SyncManager::close);
        threads.shutdownNow();
    }

    SyncManager client(TestServers servers, String name) {
        SyncManager manager = ManagerClient.connect(
                servers.addresses(),
                TestServers.KEY,
                ClientOptions.builder()
                        .name(name)
                        .connectTimeout(LONG)
                        .lease(LONG)
                        .resumeWindow(LONG)
                        .giveUp(LONG)
                        .listener((event, detail) -> {
                            events.add(event);
                            if (event == Event.LOST) {
                                complaints.add(name + " lost its session: " + detail);
                            }
                        })
                        .build());
        managers.add(manager);
        return manager;
    }

    /** Counts until the test says stop; returns what came. */
    Future<List<Long>> counting(SyncManager manager) {
        SharedValue<Long> counter = manager.value("counter", Long.class, 0L);
        return threads.submit(() -> {
            List<Long> numbers = new ArrayList<>();
            while (!stopped.get()) {
                try {
                    numbers.add(counter.getAndAdd(1L));
                } catch (ManagerException failed) {
                    if (failed.outcome() != Outcome.NOT_EXECUTED) {
                        complaints.add(failed.toString());
                    }
                }
            }
            return numbers;
        });
    }

    void awaitMore(SyncManager manager) {
        SharedValue<Long> counter = manager.value("counter", Long.class, 0L);
        long until = counter.get() + 100;
        await().atMost(LONG).until(() -> counter.get() >= until || !complaints.isEmpty());
        assertThat(complaints).isEmpty();
    }

    /** Has the counting end: each number was given once, and none is missing. */
    void assertEachWasCountedOnce(SyncManager manager, List<Future<List<Long>>> counted) throws Exception {
        stopped.set(true);
        List<Long> numbers = new ArrayList<>();
        for (Future<List<Long>> each : counted) {
            numbers.addAll(each.get(30, TimeUnit.SECONDS));
        }
        assertThat(complaints).isEmpty();
        assertThat(numbers)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, numbers.size()).boxed().toList());
        assertThat(manager.value("counter", Long.class, 0L).get()).isEqualTo(numbers.size());
    }
}
