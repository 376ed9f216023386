package dev.steward.process.pool;

import dev.steward.api.WorkerLostException;
import dev.steward.process.child.ChildExit;
import org.jspecify.annotations.Nullable;

/**
 * The workers in a row that ended before they were ready: a crew starts no more for ever when none can work. Guarded by the
 * lock of the crew.
 */
final class FailedStarts {

    private static final int MOST_FAILED = 3;
    /** Somebody who kills processes, or a machine without memory, is no reason to give up as soon as that. */
    private static final int MOST_KILLED = 20;

    private final CrewOptions options;
    private int failed;
    private int killed;

    FailedStarts(CrewOptions options) {
        this.options = options;
    }

    /** A worker is ready: those before it were no rule. */
    void forget() {
        failed = 0;
        killed = 0;
    }

    /**
     * Another one has ended.
     *
     * @param exit null if it never ran, or nothing is known
     * @param byUs whether it was ended because it took too long
     * @return the reason to give up, if this was one too many
     */
    @Nullable
    RuntimeException another(@Nullable ChildExit exit, boolean byUs) {
        if (exit != null && exit.isBySignal() && !byUs) {
            killed++;
        } else {
            failed++;
        }
        if (failed < MOST_FAILED && killed < MOST_KILLED) {
            return null;
        }
        return new WorkerLostException(
                (failed + killed) + " workers of " + options.name() + " in a row ended before they were ready"
                        + (exit == null ? "" : ", the last one with exit code " + exit.code())
                        + "; what they printed says why: check its jvmOptions " + options.jvmOptions(),
                exit == null ? -1 : exit.code());
    }
}
