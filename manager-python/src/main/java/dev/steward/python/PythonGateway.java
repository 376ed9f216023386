package dev.steward.python;

import static java.util.Objects.requireNonNull;

import dev.steward.api.AuthKey;
import dev.steward.python.endpoint.Options;
import dev.steward.python.endpoint.PythonEndpoint;
import dev.steward.python.pickle.PickleItems;
import dev.steward.python.pickle.PickleLeaf;
import dev.steward.python.pickle.PickleNode;
import dev.steward.server.Gateway;
import dev.steward.server.GatewayHost;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lets Python's own clients, {@code BaseManager} and {@code SyncManager} of CPython 3.8 and later, use a server: the objects are
 * those of the clients in Java.
 *
 * <pre>{@code
 * PythonGateway python = PythonGateway.builder().address("127.0.0.1", 50000).build();
 * try (ManagerServer server = ManagerServer.builder().authKey(key).gateway(python).build()) {
 *     server.start();
 *     server.awaitShutdown();
 * }
 * }</pre>
 *
 * <p>Nothing that a client sends is executed or looked up as a class. Safe for use by any number of threads; each belongs to
 * one server. Python twin: {@code BaseManager.get_server()}.
 */
public final class PythonGateway implements Gateway {

    private final @Nullable String host;
    private final int port;
    private final @Nullable Path socket;
    private final Options options;
    private volatile int bound = -1;

    private PythonGateway(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.socket = builder.socket;
        this.options = new Options(builder.md5, builder.grace);
    }

    /** Returns a builder with the defaults: 127.0.0.1, a port that is picked, no MD5. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void open(GatewayHost server) {
        PythonEndpoint endpoint = new PythonEndpoint(server, options);
        Path file = socket;
        if (file == null) {
            bound = server.listen(requireNonNull(host), port, connection -> {
                InetSocketAddress reached = connection.reachedAt();
                return endpoint.welcome(
                        connection,
                        PickleItems.tuple(
                                PickleLeaf.of(
                                        reached == null
                                                ? host
                                                : reached.getAddress().getHostAddress()),
                                PickleLeaf.of(reached == null ? port : reached.getPort())));
            });
        } else {
            PickleNode address = PickleLeaf.of(file.toString());
            server.listen(file, connection -> endpoint.welcome(connection, address));
        }
    }

    @Override
    public void close() {
        bound = -1;
    }

    @Override
    public void exercise(AuthKey key, Duration longest) throws IOException {
        Path file = socket;
        int ignored = PythonExercise.run(
                file == null ? new InetSocketAddress(requireNonNull(host), port()) : UnixDomainSocketAddress.of(file),
                key,
                longest);
    }

    /**
     * Returns where it listens, as a program in Python says it: a port of TCP.
     *
     * @throws IllegalStateException if the server is not started, or this listens on a Unix socket
     */
    public int port() {
        if (bound < 0) {
            throw new IllegalStateException(
                    socket == null
                            ? "the server is not started, so that there is no port yet"
                            : socket + " has no port");
        }
        return bound;
    }

    @Override
    public String toString() {
        return socket == null ? host + ":" + (bound < 0 ? port : bound) : "unix:" + socket;
    }

    /** Collects what it is to be. Not safe for use by several threads. */
    public static final class Builder {
        private @Nullable String host = "127.0.0.1";
        private int port;
        private @Nullable Path socket;
        private boolean md5;
        private Duration grace = Duration.ofHours(1);

        private Builder() {}

        /**
         * Listens on TCP; port 0 picks a free one. What other machines can reach needs {@code insecure()} of the server: Python's
         * clients know no TLS, and somebody between can pass on what proves the key.
         */
        public Builder address(String tcpHost, int tcpPort) {
            host = tcpHost;
            port = tcpPort;
            socket = null;
            return this;
        }

        /** Listens on a Unix domain socket, where the server knows which process is at the other end. */
        public Builder address(Path file) {
            socket = file.toAbsolutePath();
            return this;
        }

        /** Sets whether clients may prove the key by MD5, as CPython up to 3.11 does; they may not by default. */
        public Builder allowMd5(boolean allowed) {
            md5 = allowed;
            return this;
        }

        /**
         * Sets how long a machine keeps its references that has no connection any more, over TCP: one hour by default. On a
         * Unix socket a process keeps them as long as it lives.
         */
        public Builder referenceGrace(Duration time) {
            grace = time;
            return this;
        }

        /** Makes it; nothing is opened yet. */
        public PythonGateway build() {
            return new PythonGateway(this);
        }
    }
}
