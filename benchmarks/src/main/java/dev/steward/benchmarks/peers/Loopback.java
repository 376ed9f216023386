package dev.steward.benchmarks.peers;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where servers of peers listen. */
final class Loopback {

    static final InetAddress HOST = InetAddress.getLoopbackAddress();
    static final int BACKLOG = 128;

    private Loopback() {}

    static InetSocketAddress port(int port) {
        return new InetSocketAddress(HOST, port);
    }
}
