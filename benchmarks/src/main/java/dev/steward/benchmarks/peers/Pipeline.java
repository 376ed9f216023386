package dev.steward.benchmarks.peers;

/** Calls that do not wait for each other. Used by one thread. */
public interface Pipeline {

    /** So many calls are under way at most. */
    int WINDOW = 512;

    /**
     * Begins calls for a time, waits for the last answers and checks all.
     *
     * @param nanos how long to begin calls
     * @return how many calls were answered
     * @throws Exception if a call fails or is answered wrongly
     */
    long run(long nanos) throws Exception;
}
