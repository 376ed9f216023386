package dev.steward.benchmarks.peers;

/** One thread's way to a lock that all share. Used by one thread. */
public interface Mutex {

    /**
     * Waits for the lock and takes it.
     *
     * @throws Exception if that fails
     */
    void lock() throws Exception;

    /**
     * Gives the lock to who has waited longest.
     *
     * @throws Exception if that fails
     */
    void unlock() throws Exception;
}
