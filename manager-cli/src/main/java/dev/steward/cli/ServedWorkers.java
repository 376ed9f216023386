package dev.steward.cli;

import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers that a server starts: one process beside it, whose slots have processes of their own. When it dies another one
 * takes its place. Safe for use by any number of threads.
 */
final class ServedWorkers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedWorkers.class);

    private static final long PAUSE_SECONDS = 1;
    private static final Duration TO_LEAVE = Duration.ofSeconds(10);

    private final SyncManager manager;
    private final WorkerSettings settings;
    private final List<Path> classPath;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable JavaProcess process;
    private boolean closed;

    /** Starts them; does not wait until they run. */
    ServedWorkers(SyncManager manager, WorkerSettings settings, List<Path> classPath) {
        this.manager = manager;
        this.settings = settings;
        this.classPath = classPath;
        startOne();
    }

    private void startOne() {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            JavaProcess started = JavaProcess.builder()
                    .name("workers")
                    .daemon(true)
                    .classPath(classPath.toArray(Path[]::new))
                    .start(WorkerRun::inChild, manager, settings);
            process = started;
            CompletableFuture<?> unused = started.onExit()
                    .thenRunAsync(this::another, CompletableFuture.delayedExecutor(PAUSE_SECONDS, TimeUnit.SECONDS));
        } finally {
            lock.unlock();
        }
    }

    private void another() {
        lock.lock();
        try {
            JavaProcess ended = process;
            if (closed || ended == null) {
                return;
            }
            LOG.warn("the process of the workers ended with exit code {}; another one starts", ended.exitCode());
        } finally {
            lock.unlock();
        }
        startOne();
    }

    /** Has them leave, and waits until what they do is done, but not for long. */
    @Override
    public void close() {
        JavaProcess ending;
        lock.lock();
        try {
            closed = true;
            ending = process;
        } finally {
            lock.unlock();
        }
        if (ending != null && ending.isAlive()) {
            ending.terminate();
            awaitEnd(ending);
        }
    }

    private static void awaitEnd(JavaProcess ending) {
        try {
            if (!ending.join(TO_LEAVE)) {
                LOG.warn("the workers did not leave within {} s: their tasks are lost", TO_LEAVE.toSeconds());
                ending.kill();
            }
        } catch (InterruptedException hurried) {
            ending.kill();
            Thread.currentThread().interrupt();
        }
    }
}
