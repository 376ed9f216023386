package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectDescription;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** What tests with a server have in common: its start and end, clients, and threads that use them. */
@Timeout(60)
public abstract class ServedTest {

    /** The key of every server and client of the tests. */
    protected static final AuthKey KEY = AuthKey.of("0123456789abcdef");

    /** How long something may take to show that another client did; waits for more than that say so. */
    protected static final Duration SOON = Duration.ofSeconds(10);

    /** What durable servers have kept, which goes with their test. */
    private static final Queue<Path> FOLDERS = new ConcurrentLinkedQueue<>();

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ExecutorService users = Executors.newCachedThreadPool();

    /** Starts a server, which ends with the test. */
    protected ManagerServer serve(ManagerServer.Builder builder) {
        ManagerServer server = builder.authKey(KEY).build();
        open.push(server);
        server.start();
        return server;
    }

    protected ManagerServer serve() {
        return serve(onLoopback());
    }

    /** The settings of a server on a free port of the loopback interface; of a durable one with {@code -Ddurable=true}. */
    protected static ManagerServer.Builder onLoopback() {
        ManagerServer.Builder builder = ManagerServer.builder().address("127.0.0.1", 0);
        if (!Boolean.getBoolean("durable")) {
            return builder;
        }
        try {
            Path folder = Files.createTempDirectory("durable");
            FOLDERS.add(folder);
            return builder.durable(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    protected SyncManager connect(int port, ClientOptions.Builder options) {
        SyncManager manager = ManagerClient.connect("127.0.0.1", port, KEY, options.build());
        open.push(manager);
        return manager;
    }

    protected SyncManager connect(int port) {
        return connect(port, ClientOptions.builder());
    }

    protected ChaosProxy chaos(ManagerServer server) {
        ChaosProxy proxy = new ChaosProxy(server.port());
        open.push(proxy);
        return proxy;
    }

    protected <T> Future<T> meanwhile(Callable<T> use) {
        return users.submit(use);
    }

    protected static <T> T get(Future<T> future) throws Exception {
        return get(future, Duration.ofSeconds(20));
    }

    protected static <T> T get(Future<T> future, Duration atMost) throws Exception {
        return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What a future fails with, which is the cause of what it throws. */
    protected static void assertFails(Future<?> future, Class<? extends Throwable> why) {
        assertThatThrownBy(() -> get(future))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(why);
    }

    /** Waits until so many calls wait in the object of that name, which is there. */
    protected static void awaitWaiting(SyncManager observer, String name, int count) {
        awaitWaiting(observer, name, count, SOON);
    }

    protected static void awaitWaiting(SyncManager observer, String name, int count, Duration atMost) {
        waiting(name, atMost)
                .untilAsserted(() -> assertThat(observer.describeObjects())
                        .filteredOn(row -> name.equals(row.name()))
                        .extracting(ObjectDescription::waiting)
                        .containsExactly(count));
    }

    /** Waits until so many parties are at a barrier. */
    protected static void awaitWaiting(SharedBarrier barrier, int count) {
        waiting("the barrier", SOON).until(() -> barrier.getNumberWaiting() == count);
    }

    /** A test has up to thousands of these waits, so that they look often, and by the thread that waits. */
    private static ConditionFactory waiting(String object, Duration atMost) {
        return await("waiting in " + object)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(atMost);
    }

    /** Has something closed after the test, before what was opened earlier. */
    protected <T extends AutoCloseable> T closing(T opened) {
        open.push(opened);
        return opened;
    }

    @AfterEach
    protected void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
        for (Path folder = FOLDERS.poll(); folder != null; folder = FOLDERS.poll()) {
            remove(folder);
        }
        users.shutdownNow();
        users.awaitTermination(10, TimeUnit.SECONDS);
    }
}
