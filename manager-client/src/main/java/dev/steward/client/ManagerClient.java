package dev.steward.client;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.transport.ServerAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * Connects this process to a server. Python twin: {@code BaseManager(address, authkey).connect()}.
 *
 * <pre>{@code
 * try (SyncManager manager = ManagerClient.connect("127.0.0.1", 8080, AuthKey.of("python"))) {
 *     SharedDict<String, Integer> scores = manager.dict("scores", String.class, Integer.class);
 * }
 * }</pre>
 */
public final class ManagerClient {

    private ManagerClient() {}

    /**
     * Connects over TCP with the default options. Blocks, 5 s at most.
     *
     * @param host the name or address of the server's machine
     * @param port the server's port
     * @param key the key that the server was given
     * @throws dev.steward.api.AuthenticationException if the keys differ
     * @throws dev.steward.api.ConnectionLostException if nobody answers there
     * @throws dev.steward.api.ProtocolException if something else than a Steward server does
     */
    public static SyncManager connect(String host, int port, AuthKey key) {
        return connect(host, port, key, ClientOptions.defaults());
    }

    /** Connects over TCP. Blocks, {@link ClientOptions#connectTimeout} at most; throws as {@link #connect(String, int, AuthKey)}. */
    public static SyncManager connect(String host, int port, AuthKey key, ClientOptions options) {
        return ConnectedManager.connect(List.of(new ServerAddress.Tcp(host, port)), key, options);
    }

    /** Connects over a Unix domain socket with the default options; throws as {@link #connect(String, int, AuthKey)}. */
    public static SyncManager connect(Path socket, AuthKey key) {
        return connect(socket, key, ClientOptions.defaults());
    }

    /** Connects over a Unix domain socket; throws as {@link #connect(String, int, AuthKey)}. */
    public static SyncManager connect(Path socket, AuthKey key, ClientOptions options) {
        return ConnectedManager.connect(List.of(new ServerAddress.Unix(socket)), key, options);
    }

    /**
     * Connects to whichever of several servers leads them ({@code ManagerServer.builder().cluster(..)}), with the default
     * options; when that one is gone the session goes on with the next leader. Blocks, 5 s at most, also while the servers
     * find a leader; throws as {@link #connect(String, int, AuthKey)}.
     *
     * @param addresses such as {@code 10.0.0.1:8080}, in any order; not all of them must be there. Others that the servers name
     *     are used too
     * @throws IllegalArgumentException if there is none, or a text is no address
     */
    public static SyncManager connect(List<String> addresses, AuthKey key) {
        return connect(addresses, key, ClientOptions.defaults());
    }

    /** As {@link #connect(List, AuthKey)}; blocks {@link ClientOptions#connectTimeout} at most. */
    public static SyncManager connect(List<String> addresses, AuthKey key, ClientOptions options) {
        return ConnectedManager.connect(
                addresses.stream()
                        .<ServerAddress>map(ServerAddress.Tcp::of)
                        .distinct()
                        .toList(),
                key,
                options);
    }

    /**
     * Has the code of a client loaded and compiled before the first real call: connects to a server of its own on the
     * loopback interface, which nobody else has the key of, and calls lists, dicts, queues, values and locks of it. For
     * programs that live long and whose first answers must be fast; a program that lives for seconds only pays for it
     * (docs/performance.md says how much). A second call has nothing to do.
     *
     * <p>Blocks for about a second. Where it cannot be done, or when it is interrupted, it returns and
     * nothing is lost; the interrupt stays. Any thread. Python has no twin of it.
     */
    public static void warmUp() {
        ClientWarmUp.once();
    }
}
