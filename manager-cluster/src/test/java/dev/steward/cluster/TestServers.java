package dev.steward.cluster;

import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Servers of one cluster in this process, each with a directory, that are started and ended one by one. */
final class TestServers implements AutoCloseable {

    static final AuthKey KEY = AuthKey.of("the key of these servers");
    private static final Duration LONGEST = Duration.ofSeconds(30);
    /** Few, so that members get snapshots. */
    private static final int SNAPSHOT_BYTES = 64 << 10;

    private final Path folder;
    private final Map<String, InetSocketAddress> members = new TreeMap<>();
    private final Map<String, Integer> ports = new TreeMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();

    /** A server that runs. */
    private record Running(ManagerServer server, KillableMember member) {}

    TestServers(Path folder, String... names) {
        this.folder = folder;
        // All ports at once, so that none is given twice.
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : names) {
                members.put(name, new InetSocketAddress("127.0.0.1", free(held)));
                ports.put(name, free(held));
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int free(List<ServerSocket> held) throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        return socket.getLocalPort();
    }

    /** Returns where clients reach all of them. */
    List<String> addresses() {
        return ports.values().stream().map(port -> "127.0.0.1:" + port).toList();
    }

    /** Returns where clients reach one. */
    String address(String name) {
        return "127.0.0.1:" + ports.get(name);
    }

    /** Returns a client that knows one of them and no other. */
    SyncManager connectTo(String name) {
        return ManagerClient.connect("127.0.0.1", Objects.requireNonNull(ports.get(name)), KEY);
    }

    /** Starts them beside each other, as a person with as many machines does. */
    void start(String... names) {
        Stream.of(names)
                .map(name -> CompletableFuture.runAsync(() -> startOne(name)))
                .toList()
                .forEach(CompletableFuture::join);
    }

    private void startOne(String name) {
        KillableMember member =
                new KillableMember(ClusterOptions.of(name, members, folder.resolve(name)), SNAPSHOT_BYTES);
        ManagerServer server = ManagerServer.builder()
                .address("127.0.0.1", ports.get(name))
                .authKey(KEY)
                .cluster(member)
                .drainAtExit(false)
                .build();
        server.start();
        synchronized (running) {
            running.put(name, new Running(server, member));
        }
    }

    private Running runs(String name) {
        synchronized (running) {
            Running server = running.get(name);
            if (server == null) {
                throw new IllegalStateException(name + " does not run");
            }
            return server;
        }
    }

    List<String> names() {
        synchronized (running) {
            return List.copyOf(running.keySet());
        }
    }

    KillableMember member(String name) {
        return runs(name).member;
    }

    ManagerServer server(String name) {
        return runs(name).server;
    }

    /** Returns the name of the one that leads, when one does. */
    String leader() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> names().stream()
                        .anyMatch(name -> member(name).log().standing().leads()));
        return names().stream()
                .filter(name -> member(name).log().standing().leads())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the name of one that runs and does not lead. */
    String follower() {
        String leader = leader();
        return names().stream().filter(name -> !name.equals(leader)).findFirst().orElseThrow();
    }

    /** Returns when all that run have applied as much. */
    void awaitSame() {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> names().stream()
                                .map(name -> member(name).log().standing().applied())
                                .distinct()
                                .count()
                        == 1);
    }

    private Running removed(String name) {
        Running server = runs(name);
        synchronized (running) {
            running.remove(name);
        }
        return server;
    }

    void close(String name) {
        removed(name).server.close();
    }

    /** Ends one as if its process was killed: it says nothing to the others. */
    void kill(String name) {
        Running killed = removed(name);
        killed.member.kill();
        killed.server.close();
    }

    /** Has one and the others hear nothing of each other, as behind a network that drops what they send. */
    void cutOff(String name) {
        for (String each : names()) {
            List<String> unheard = each.equals(name)
                    ? names().stream().filter(other -> !other.equals(name)).toList()
                    : List.of(name);
            member(each).ignore(unheard.stream().map(this::member).toList());
        }
    }

    /** Has all hear each other again. */
    void join() {
        names().forEach(name -> member(name).ignore(List.of()));
    }

    /** Loses what a server that does not run has kept. */
    void lose(String name) {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        names().stream()
                .map(name -> CompletableFuture.runAsync(() -> close(name)))
                .toList()
                .forEach(CompletableFuture::join);
    }
}
