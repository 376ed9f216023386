package dev.steward.benchmarks.peers;

/** The end of a queue that elements come out at. Used by one thread. */
public interface Outlet {

    /**
     * Takes the next element; waits until there is one.
     *
     * @throws Exception if none can be taken
     */
    long take() throws Exception;
}
