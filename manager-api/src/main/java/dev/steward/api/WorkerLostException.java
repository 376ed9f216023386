package dev.steward.api;

import java.util.OptionalInt;

/**
 * The worker process of a pool that ran a task is gone: it was killed, or ended itself. Whether the task took effect
 * before that is not known. Python's {@code multiprocessing.Pool} waits for ever in this place; {@code
 * concurrent.futures} has {@code BrokenProcessPool}.
 */
public class WorkerLostException extends ManagerException {
    private static final long serialVersionUID = 1L;

    private static final int NONE = -1;
    private static final int FIRST_SIGNAL = 128;

    private final int exitCode;

    /**
     * The loss of a worker.
     *
     * @param message which worker, which task, and what to do
     * @param exitCode the exit code of the process, or -1 if it is not known
     */
    public WorkerLostException(String message, int exitCode) {
        super(message, Outcome.UNKNOWN);
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the process: 128 and the number of the signal, if a signal ended it. */
    public OptionalInt exitCode() {
        return exitCode == NONE ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** Returns the number of the signal that ended the process, if one did: 9 if it was killed. */
    public OptionalInt signal() {
        return exitCode > FIRST_SIGNAL ? OptionalInt.of(exitCode - FIRST_SIGNAL) : OptionalInt.empty();
    }
}
