package dev.steward.benchmarks.workloads;

/** What one client process does in a workload, again and again. Used by one thread. */
public interface Part extends AutoCloseable {

    /**
     * Runs for a time.
     *
     * @param nanos how long to begin new operations; the processes of a workload run at the same time, and only that of
     *     role 0 looks at the clock
     * @throws Exception if an operation fails or is answered wrongly
     */
    RunReport run(long nanos) throws Exception;

    /** Ends the threads of this part. */
    @Override
    default void close() {}
}
