package dev.steward.process.pool;

import dev.steward.api.WorkerLostException;

/** What a task fails with that waits for a worker when its pool finds that none can work: nobody ever had it. */
public final class NeverBegunException extends WorkerLostException {
    private static final long serialVersionUID = 1L;

    NeverBegunException(WorkerLostException why) {
        super(String.valueOf(why.getMessage()), why.exitCode().orElse(-1));
    }
}
