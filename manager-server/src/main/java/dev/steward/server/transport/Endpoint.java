package dev.steward.server.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/** Where a server listens. */
public sealed interface Endpoint {

    /** Returns whether only this machine can reach it. */
    boolean local();

    /** A TCP port; 0 picks one. */
    record Tcp(String host, int port) implements Endpoint {
        /** Checks the range of the port. */
        public Tcp {
            if (port < 0 || port > 0xFFFF) {
                throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
            }
        }

        /** Returns whether it is each address of this machine, at which nobody can be reached. Looks the host up. */
        public boolean isWildcard() {
            return resolved().getAddress().isAnyLocalAddress();
        }

        /** Looks the host up. May block. */
        InetSocketAddress resolved() {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new IllegalArgumentException(
                        "the host '" + host + "' to listen on has no address: use one of this machine's, or 127.0.0.1");
            }
            return address;
        }

        @Override
        public boolean local() {
            InetAddress address = resolved().getAddress();
            return address.isLoopbackAddress();
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /** A Unix domain socket. */
    record Unix(Path path) implements Endpoint {
        @Override
        public boolean local() {
            return true;
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
