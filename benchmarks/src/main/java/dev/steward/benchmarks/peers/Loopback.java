package dev.steward.benchmarks.peers;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where servers of peers listen. */
public final class Loopback {

    /** The address that they listen at. */
    public static final InetAddress HOST = InetAddress.getLoopbackAddress();

    /** How many connections may wait until they are accepted. */
    public static final int BACKLOG = 128;

    private Loopback() {}

    /** Returns a port of that address; 0 picks a free one. */
    public static InetSocketAddress port(int port) {
        return new InetSocketAddress(HOST, port);
    }
}
