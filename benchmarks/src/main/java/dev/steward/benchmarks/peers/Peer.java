package dev.steward.benchmarks.peers;

import java.io.IOException;
import java.util.Set;

/** One way to let processes share objects, or the plain connection that all of them rest on. Stateless. */
public interface Peer {

    /** Returns the name in tables and options, such as {@code steward}. */
    String name();

    /** Returns one line that says what this peer is, for the help of the command. */
    String description();

    /** Returns what this peer can do. */
    Set<Feature> features();

    /** Returns what this peer can travel on. */
    Set<Transport> transports();

    /** Returns whether both ends may poll before they block ({@code true}), may leave it ({@code false}), or either. */
    Set<Boolean> polling();

    /**
     * Starts a server in this process.
     *
     * @throws IOException if it cannot listen
     */
    PeerServer serve(Setup setup) throws IOException;

    /**
     * Connects this process to a server.
     *
     * @param address what {@link PeerServer#address} returned in the other process
     * @throws IOException if it cannot connect
     */
    PeerClient connect(Setup setup, String address) throws IOException;
}
