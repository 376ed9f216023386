package dev.steward.server;

import dev.steward.server.local.LaneCaller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one server: it is started once, drains once, and is closed for good, whoever asks for it and however often.
 * Safe for use by any number of threads; its monitor guards how far the server has come, and is not held while it drains.
 */
final class ServerLife {

    /** How far a server has come. */
    private enum Stage {
        /** Built. Next: RUNNING or CLOSED. */
        NEW,
        /** Listening. Next: DRAINING. */
        RUNNING,
        /** Finishing what runs. Next: CLOSED. */
        DRAINING,
        /** Gone for good. */
        CLOSED
    }

    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);

    private final ServerPlan plan;
    /** Why it could not go on, or null. */
    private @Nullable String failure;

    private Stage stage = Stage.NEW;
    private @Nullable RunningServer running;
    private @Nullable ExitHook exitHook;

    /** Of a server that is not started. */
    ServerLife(ServerPlan plan) {
        this.plan = plan;
    }

    /** Starts it; see {@link ManagerServer#start}. */
    synchronized void start() {
        if (stage != Stage.NEW) {
            throw new IllegalStateException(
                    "this server was started before and is " + stage + ": build another one to start again");
        }
        plan.checkSafety();
        RunningServer server = new RunningServer(plan, this::closeAside, this::failed);
        running = server;
        stage = Stage.RUNNING;
        if (plan.drainAtExit()) {
            ExitHook hook = new ExitHook(server::leave);
            exitHook = hook;
            hook.set();
        }
        if (!plan.unlogged()) {
            LOG.info("listens at {}", server.endpoint());
        }
    }

    /** Waits until it is closed; see {@link ManagerServer#awaitShutdown}. */
    synchronized void awaitShutdown() throws InterruptedException {
        if (stage == Stage.NEW) {
            throw notStarted();
        }
        while (stage != Stage.CLOSED && failure == null) {
            wait();
        }
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /**
     * Returns what was started, also when it is closed.
     *
     * @throws IllegalStateException if it was not started
     */
    synchronized RunningServer started() {
        RunningServer server = running;
        if (server == null) {
            throw notStarted();
        }
        return server;
    }

    private static IllegalStateException notStarted() {
        return new IllegalStateException("this server was not started: call start() first");
    }

    /** Drains and ends it; see {@link ManagerServer#close}. */
    void close() {
        if (LaneCaller.isLane()) {
            closeAside();
        } else {
            closeNow();
        }
    }

    private void closeNow() {
        RunningServer ending = null;
        synchronized (this) {
            if (stage == Stage.RUNNING) {
                stage = Stage.DRAINING;
                ending = running;
            } else if (stage == Stage.NEW) {
                stage = Stage.CLOSED;
            }
        }
        if (ending != null) {
            try {
                ending.close();
            } finally {
                ended();
            }
            if (!plan.unlogged()) {
                LOG.info("has ended at {}", ending.endpoint());
            }
            return;
        }
        awaitClosed();
    }

    private synchronized void ended() {
        stage = Stage.CLOSED;
        ExitHook hook = exitHook;
        if (hook != null) {
            hook.cancel();
        }
        notifyAll();
    }

    private synchronized void awaitClosed() {
        boolean interrupted = false;
        while (stage != Stage.CLOSED) {
            try {
                wait();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends a server that can serve some of its clients no more, rather than leave it standing. */
    private void failed(String why) {
        synchronized (this) {
            // Before anything for which there may be no memory.
            failure = why;
            notifyAll();
        }
        try {
            LOG.error("{}", why);
        } finally {
            closeAside();
        }
    }

    /** Closes the server because a client asked for it; not on the event loop that brought the call. */
    private void closeAside() {
        new Thread(this::closeNow, "manager-server-shutdown").start();
    }
}
