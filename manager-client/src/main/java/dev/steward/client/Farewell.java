package dev.steward.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this JVM says to the servers of its managers when it begins to end: that their sessions end with their connections, so
 * in order and at once. Managers stay open meanwhile, because shutdown hooks run all at the same time and those of users may
 * need them. Safe for use by any number of threads.
 */
final class Farewell {

    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /** How long a server that does not answer may keep this JVM from ending. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static @Nullable Thread hook;

    private static boolean ending;

    private Farewell() {}

    /** A manager was opened. */
    static synchronized void watch() {
        if (hook == null && !ending) {
            Thread made = new Thread(Farewell::say, "manager-client-farewell");
            try {
                Runtime.getRuntime().addShutdownHook(made);
                hook = made;
            } catch (IllegalStateException alreadyEnds) {
                ending = true;
            }
        }
        if (ending) {
            // Opened by a shutdown hook: its server hears in time, and nobody need wait for it.
            CompletableFuture<?> unused = tellAll();
        }
    }

    /** The last open manager was closed: nothing keeps this class from being unloaded. */
    static synchronized void unwatch() {
        Thread set = hook;
        if (set != null && !OpenConnection.isAnyOpen()) {
            try {
                Runtime.getRuntime().removeShutdownHook(set);
                hook = null;
            } catch (IllegalStateException alreadyEnds) {
                LOG.debug("a manager was closed while its JVM ends", alreadyEnds);
            }
        }
    }

    private static synchronized CompletableFuture<?> tellAllAsItEnds() {
        ending = true;
        return tellAll();
    }

    private static CompletableFuture<?> tellAll() {
        return CompletableFuture.allOf(
                OpenConnection.sessions().stream().map(CurrentSession::leave).toArray(CompletableFuture<?>[]::new));
    }

    private static void say() {
        try {
            tellAllAsItEnds().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            LOG.debug("not every server has heard that this process ends", silent);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }
}
