package dev.steward.cli;

import dev.steward.api.ServerEndedException;
import dev.steward.api.SessionLostException;
import dev.steward.api.SyncManager;
import dev.steward.process.PoolWorker;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.ExitCode;

/** A worker of a shared pool from joining to leaving, as the command line shows it. Stateless. */
final class WorkerRun {

    /** As of a command that cannot connect. */
    private static final int SERVER_LOST = 3;

    private WorkerRun() {}

    /**
     * What the process of a worker does that was started for its class path, or by a server: signals have it leave, and its
     * parent ends it if it does not.
     */
    static void inChild(SyncManager manager, WorkerSettings settings) throws InterruptedException {
        PoolWorker worker = settings.join(manager);
        Signals.onEach(worker::leave);
        int code = finish(worker, settings, System.out);
        if (code != ExitCode.OK) {
            System.exit(code);
        }
    }

    /** Works until a signal or the end of the pool; a second signal ends the process at once. */
    static int here(SyncManager manager, WorkerSettings settings) throws InterruptedException {
        PoolWorker worker = settings.join(manager);
        Signals.onFirst(worker::leave);
        return finish(worker, settings, System.out);
    }

    private static int finish(PoolWorker worker, WorkerSettings settings, PrintStream out) throws InterruptedException {
        out.println("steward: worker " + worker.number() + " of pool '" + settings.pool() + "' with " + settings.slots()
                + (settings.slots() == 1 ? " slot" : " slots") + ", tasks run in "
                + (settings.inThreads() ? "threads" : "processes"));
        out.println(
                settings.allowed().isEmpty()
                        ? "steward: no package is allowed, so each task is refused: add --allow PACKAGE"
                        : "steward: it runs functions of " + WorkerSettings.inWords(settings.allowed()));
        out.flush();
        try {
            worker.awaitEnd();
        } catch (ExecutionException failed) {
            return explained(failed.getCause() == null ? failed : failed.getCause(), worker, out);
        }
        out.println("steward: " + left(worker) + ", good bye");
        out.flush();
        return ExitCode.OK;
    }

    private static int explained(Throwable why, PoolWorker worker, PrintStream out) {
        if (why instanceof ServerEndedException) {
            out.println("steward: the server has ended, so the worker has too: " + left(worker));
            out.flush();
            return SERVER_LOST;
        }
        System.err.println("steward: " + left(worker) + ", because it had to: " + why.getMessage());
        return why instanceof SessionLostException ? SERVER_LOST : ExitCode.SOFTWARE;
    }

    private static String left(PoolWorker worker) {
        long done = worker.done();
        return "left pool '" + worker.pool() + "' after " + done + (done == 1 ? " task" : " tasks");
    }
}
