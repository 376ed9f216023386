package dev.steward.server;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs something when the JVM begins to end, beside all other shutdown hooks: {@code manager-server-exit}. The JVM ends when
 * it has returned, so it must not take for ever. Safe for use by any number of threads.
 */
final class ExitHook {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);

    private final Thread thread;

    /** A hook that is not set yet. */
    ExitHook(Runnable action) {
        this.thread = new Thread(action, "manager-server-exit");
    }

    /** Sets it. Does nothing if the JVM ends already. */
    void set() {
        try {
            Runtime.getRuntime().addShutdownHook(thread);
        } catch (IllegalStateException ending) {
            LOG.debug("a server was started while its JVM ends", ending);
        }
    }

    /** Takes it back. Does nothing if the JVM ends already, or if it was not set. */
    void cancel() {
        try {
            Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException ending) {
            LOG.debug("a server was closed while its JVM ends", ending);
        }
    }
}
