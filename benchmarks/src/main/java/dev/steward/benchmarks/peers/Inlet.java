package dev.steward.benchmarks.peers;

/** The end of a queue that elements go in at. Used by one thread. */
public interface Inlet {

    /**
     * Puts one element; waits while the queue is full.
     *
     * @throws Exception if it cannot be put
     */
    void put(long element) throws Exception;
}
