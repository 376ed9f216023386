package dev.steward.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pool that is terminated ends, whatever its workers do about it. */
@Timeout(180)
@Tag("one-jdk")
class TerminatedPoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @AfterEach
    void nothingIsLeft() {
        Leftovers.none();
    }

    /** Does not end on SIGTERM, and is ready only after that came. */
    private static void beReadyAfterTheSignal(Path begun, Path signalled) throws IOException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                Files.createFile(signalled);
                new CountDownLatch(1).await();
            } catch (IOException | InterruptedException unexpected) {
                throw new IllegalStateException(unexpected);
            }
        }));
        Files.createFile(begun);
        await().atMost(PATIENCE).until(() -> Files.exists(signalled));
    }

    @Test
    void aWorkerThatIsKilledHasNoTimeForItsHooks() throws Exception {
        String begun = folder.resolve("begun").toString();
        String signalled = folder.resolve("signalled").toString();
        ProcessPool pool = ProcessPool.builder()
                .workers(1)
                .initializer(() -> beReadyAfterTheSignal(Path.of(begun), Path.of(signalled)))
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(Path.of(begun)));
        PoolExecutor executor = new PoolExecutor(pool);
        executor.killWorkers();
        assertThat(pool.join(Duration.ofSeconds(30))).isTrue();
        assertThat(executor.isTerminated()).isTrue();
        assertThat(Path.of(signalled)).as("what its hook writes").doesNotExist();
    }

    @Test
    void workerThatSaysItIsReadyAfterTheSignalIsKilledAllTheSame() throws Exception {
        String begun = folder.resolve("begun").toString();
        String signalled = folder.resolve("signalled").toString();
        ProcessPool pool = ProcessPool.builder()
                .workers(1)
                .initializer(() -> beReadyAfterTheSignal(Path.of(begun), Path.of(signalled)))
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(Path.of(begun)));
        pool.terminate();
        assertThat(pool.join(Duration.ofSeconds(30)))
                .as("killed two seconds after SIGTERM")
                .isTrue();
    }
}
