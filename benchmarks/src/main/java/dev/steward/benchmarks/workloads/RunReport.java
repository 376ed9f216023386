package dev.steward.benchmarks.workloads;

/**
 * What a client process did in one run.
 *
 * @param operations how many operations were done; 0 if this process only kept another one company
 * @param nanos how long they took together
 */
public record RunReport(long operations, long nanos) {

    /** What a process says that measures nothing itself. */
    public static final RunReport COMPANION = new RunReport(0, 0);
}
