package dev.steward.systemtests;

import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.client.ClusterMember;
import dev.steward.client.ClusterServers;
import dev.steward.client.ManagerClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Three servers of one cluster, each in a process of its own, that are started and ended one by one. For one thread. */
public final class ClusterProcesses implements AutoCloseable {

    /** Their names. */
    public static final List<String> NAMES = List.of("a", "b", "c");

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Path folder;
    private final AuthKey key;
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Jvm> running = new TreeMap<>();
    private final String members;

    /** Starts all; returns when they have. */
    public ClusterProcesses(Path folder, AuthKey key) {
        this.folder = folder;
        this.key = key;
        this.members = choosePorts();
        NAMES.forEach(this::begin);
        running.values().forEach(Jvm::awaitPort);
    }

    /** All ports at once, so that none is given twice. */
    private String choosePorts() {
        List<ServerSocket> held = new ArrayList<>();
        Map<String, Integer> among = new TreeMap<>();
        try {
            for (String name : NAMES) {
                for (Map<String, Integer> of : List.of(ports, among)) {
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    held.add(socket);
                    of.put(name, socket.getLocalPort());
                }
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return NAMES.stream()
                .map(name -> name + "=127.0.0.1:" + among.get(name))
                .collect(Collectors.joining(","));
    }

    private void begin(String name) {
        running.put(
                name,
                Jvm.run(
                        ClusterProgram.class,
                        String.valueOf(ports.get(name)),
                        name,
                        members,
                        folder.resolve(name).toString()));
    }

    /** Starts one that was killed, on what it has kept; returns when it has started. */
    public void start(String name) {
        begin(name);
        process(name).awaitPort();
    }

    /** Returns the process of one that runs. */
    public Jvm process(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    /** Kills one. */
    public void kill(String name) {
        Jvm killed = process(name);
        running.remove(name);
        killed.kill();
        killed.close();
    }

    /** Returns where clients reach all of them. */
    public List<String> addresses() {
        return NAMES.stream().map(this::address).toList();
    }

    /** Returns where clients reach one. */
    public String address(String name) {
        return "127.0.0.1:" + ports.get(name);
    }

    /** Returns the port at which clients reach one. */
    public int port(String name) {
        return Objects.requireNonNull(ports.get(name), name);
    }

    /** Returns the name of the one that lets clients in, when one does. */
    public String leader() {
        String[] found = new String[1];
        await().atMost(LONG).until(() -> {
            for (String name : running.keySet()) {
                try (SyncManager manager = ManagerClient.connect("127.0.0.1", port(name), key)) {
                    manager.ping();
                    found[0] = name;
                    return true;
                } catch (ManagerException elsewhere) {
                    found[0] = null;
                }
            }
            return false;
        });
        return found[0];
    }

    /** Returns when all three run and see each other. */
    public void awaitAll() {
        ClusterServers all = ClusterServers.of(addresses(), key, ClientOptions.defaults());
        await().atMost(LONG)
                .until(() -> all.members().stream()
                        .map(ClusterMember::standing)
                        .allMatch(standing ->
                                standing != null && standing.reached().size() == NAMES.size()));
    }

    /** Kills all that run, stopped ones too. */
    @Override
    public void close() {
        running.values().forEach(Jvm::close);
    }
}
