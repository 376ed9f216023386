package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a server listens, as a user writes it: {@code HOST:PORT} or {@code unix:PATH}, of several servers {@code
 * HOST:PORT,HOST:PORT}; prints as that. For programs that have it as a text, from a setting. Immutable.
 */
public sealed interface Address {

    /** Connects there; blocks and throws as {@link ManagerClient#connect(String, int, AuthKey, ClientOptions)}. */
    SyncManager connect(AuthKey key, ClientOptions options);

    /** Returns where this process reaches a server that listens there: all addresses of a machine are its own one, too. */
    default Address fromHere() {
        return this;
    }

    /**
     * A TCP address.
     *
     * @param host without brackets
     */
    record Tcp(String host, int port) implements Address {
        @Override
        public SyncManager connect(AuthKey key, ClientOptions options) {
            return ManagerClient.connect(host, port, key, options);
        }

        @Override
        public Address fromHere() {
            return switch (host) {
                case "0.0.0.0" -> new Tcp("127.0.0.1", port);
                case "::", "0:0:0:0:0:0:0:0" -> new Tcp("::1", port);
                default -> this;
            };
        }

        @Override
        public String toString() {
            return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
        }
    }

    /**
     * The addresses of several servers, of which one leads.
     *
     * @param servers two or more; copied
     */
    record Several(List<Tcp> servers) implements Address {
        /** Copies the addresses. */
        public Several {
            servers = List.copyOf(servers);
        }

        @Override
        public SyncManager connect(AuthKey key, ClientOptions options) {
            return ManagerClient.connect(servers.stream().map(Tcp::toString).toList(), key, options);
        }

        @Override
        public String toString() {
            return servers.stream().map(Tcp::toString).collect(Collectors.joining(","));
        }
    }

    /** A Unix domain socket. */
    record Unix(Path path) implements Address {
        @Override
        public SyncManager connect(AuthKey key, ClientOptions options) {
            return ManagerClient.connect(path, key, options);
        }

        @Override
        public String toString() {
            return "unix:" + path;
        }
    }

    /**
     * Reads an address; the host of an IPv6 address stands in brackets. Looks nothing up.
     *
     * @throws IllegalArgumentException if it is none; the message shows the form
     */
    static Address of(String text) {
        if (text.startsWith("unix:")) {
            String path = text.substring("unix:".length());
            if (path.isEmpty()) {
                throw wrong(text, "the path is missing");
            }
            return new Unix(Path.of(path));
        }
        if (text.indexOf(',') >= 0) {
            return new Several(
                    Arrays.stream(text.split(",", -1)).map(Address::tcp).toList());
        }
        return tcp(text);
    }

    private static Tcp tcp(String text) {
        if (text.contains("://")) {
            throw wrong(text, "it has no scheme in front");
        }
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw wrong(text, "the port is missing");
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.contains(":")) {
            throw wrong(text, "write the host of an IPv6 address in brackets");
        }
        return new Tcp(host, port(text, text.substring(colon + 1)));
    }

    private static int port(String text, String digits) {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notDigits) {
            throw wrong(text, "the port is not a number");
        }
        throw wrong(text, "the port must be from 1 to 65535");
    }

    private static IllegalArgumentException wrong(String text, String why) {
        return new IllegalArgumentException(
                "'" + text + "' is no address, " + why + ": write HOST:PORT such as 127.0.0.1:8080, or unix:PATH");
    }
}
