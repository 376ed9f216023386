package dev.steward.benchmarks.peers;

import java.io.IOException;

/**
 * A client process's way to one server. The methods hand out what one thread uses; which of them there are says
 * {@link Peer#features}. Thread-safe itself.
 */
public interface PeerClient extends AutoCloseable {

    /**
     * Returns something for one thread to make synchronous calls with.
     *
     * @throws IOException if the server cannot be reached
     */
    default Caller caller() throws IOException {
        throw missing(Feature.CALLS);
    }

    /**
     * Returns the end of a queue that one thread puts into.
     *
     * @param queue 0 or 1; clients that name the same number share the queue
     * @throws IOException if the server cannot be reached
     */
    default Inlet inlet(int queue) throws IOException {
        throw missing(Feature.QUEUES);
    }

    /**
     * Returns the end of a queue that one thread takes from.
     *
     * @param queue 0 or 1; clients that name the same number share the queue
     * @throws IOException if the server cannot be reached
     */
    default Outlet outlet(int queue) throws IOException {
        throw missing(Feature.QUEUES);
    }

    /**
     * Returns something for one thread to make calls with that do not wait for each other.
     *
     * @throws IOException if the server cannot be reached
     */
    default Pipeline pipeline() throws IOException {
        throw missing(Feature.PIPELINE);
    }

    /**
     * Returns one thread's way to the server's one lock.
     *
     * @throws IOException if the server cannot be reached
     */
    default Mutex mutex() throws IOException {
        throw missing(Feature.LOCKS);
    }

    /**
     * Returns one thread's way to a place for bytes that is its own.
     *
     * @throws IOException if the server cannot be reached
     */
    default Store store() throws IOException {
        throw missing(Feature.STORAGE);
    }

    /** Ends all connections. */
    @Override
    void close();

    private UnsupportedOperationException missing(Feature feature) {
        return new UnsupportedOperationException(getClass().getSimpleName() + " has no " + feature);
    }
}
