package dev.steward.client.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** Where a server is reached. Prints as the address that tokens and messages show. */
public sealed interface ServerAddress {

    /** Returns the address for a socket; the host of a TCP address is looked up anew, which may block. */
    SocketAddress resolve();

    /** A TCP port of a host. */
    record Tcp(String host, int port) implements ServerAddress {
        /** Checks host and port. */
        public Tcp {
            if (host.isBlank()) {
                throw new IllegalArgumentException("the host to connect to is empty: name one, such as 127.0.0.1");
            }
            // One of IPv6 has two colons or more.
            if (host.indexOf('/') >= 0 || (host.indexOf(':') >= 0 && host.indexOf(':') == host.lastIndexOf(':'))) {
                throw new IllegalArgumentException(
                        "'" + host + "' is no host: give host and port apart, without anything"
                                + " before or behind them, such as connect(\"127.0.0.1\", 8080, key)");
            }
            if (port < 1 || port > 0xFFFF) {
                throw new IllegalArgumentException("a port to connect to is from 1 to 65535, not " + port);
            }
        }

        /**
         * Reads an address as it prints.
         *
         * @throws IllegalArgumentException if it is none; the message says what to write
         */
        public static Tcp of(String text) {
            int colon = text.lastIndexOf(':');
            String host = text.substring(0, Math.max(0, colon));
            boolean isBracketed = host.startsWith("[") && host.endsWith("]");
            try {
                return new Tcp(
                        isBracketed ? host.substring(1, host.length() - 1) : host,
                        Integer.parseInt(text.substring(colon + 1)));
            } catch (NumberFormatException noPort) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no address: write HOST:PORT, such as 127.0.0.1:8080", noPort);
            }
        }

        @Override
        public SocketAddress resolve() {
            return new InetSocketAddress(host, port);
        }

        @Override
        public String toString() {
            return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /** A Unix domain socket. */
    record Unix(Path path) implements ServerAddress {
        @Override
        public SocketAddress resolve() {
            return UnixDomainSocketAddress.of(path);
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }
}
