package dev.steward.benchmarks.peers;

/** A place for bytes on the server. Used by one thread. */
public interface Store {

    /**
     * Replaces what is there; returns when the server has it.
     *
     * @throws Exception if that fails
     */
    void put(byte[] payload) throws Exception;

    /**
     * Returns what was put last.
     *
     * @throws Exception if that fails
     */
    byte[] get() throws Exception;
}
