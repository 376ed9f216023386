package dev.steward.benchmarks.peers;

/** A server that runs in this process until it is closed. */
public interface PeerServer extends AutoCloseable {

    /** Returns what {@link Peer#connect} needs to find this server: one line without blanks. */
    String address();

    /** Ends the server and all its connections. Threads that serve one end soon after. */
    @Override
    void close();
}
