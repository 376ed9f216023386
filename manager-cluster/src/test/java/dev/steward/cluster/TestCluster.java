package dev.steward.cluster;

import static org.awaitility.Awaitility.await;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
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
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Members of one cluster in this process, each with a directory and a replica, that are started and ended one by one. */
final class TestCluster implements AutoCloseable {

    private static final byte[] KEY = "the key of this cluster".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    private static final long LONGEST_SECONDS = 30;

    private final ClusterLogContract.Engines engines;
    private final Path folder;
    private final int snapshotBytes;
    private final Map<String, InetSocketAddress> addresses = new TreeMap<>();
    private final Map<String, Running> running = new LinkedHashMap<>();

    /** A member that takes part. */
    record Running(Consensus engine, ReignLog log, RecordingReplica replica) {}

    TestCluster(ClusterLogContract.Engines engines, Path folder, int snapshotBytes, String... names) {
        this.engines = engines;
        this.folder = folder;
        this.snapshotBytes = snapshotBytes;
        // All ports at once, so that none is given twice.
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (String name : names) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                held.add(socket);
                addresses.put(name, new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort()));
            }
            for (ServerSocket socket : held) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static ClusterSettings.Bounds bounds(int entries) {
        return new ClusterSettings.Bounds(1 << 16, entries, 1 << 22, Duration.ofSeconds(1), Duration.ofSeconds(20));
    }

    Membership membership(String name) {
        return new Membership(name, addresses, directory(name), KEY, true, snapshotBytes);
    }

    Path directory(String name) {
        return folder.resolve(name);
    }

    /** Starts members beside each other, as a person with as many machines does. */
    void start(String... names) {
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (String name : names) {
            starts.add(CompletableFuture.runAsync(() -> startOne(name, bounds(1000))));
        }
        starts.forEach(CompletableFuture::join);
    }

    Running startOne(String name, ClusterSettings.Bounds bounds) {
        Consensus engine = engines.member(membership(name));
        RecordingReplica replica = new RecordingReplica();
        Running member = new Running(engine, ReignLog.started(engine, bounds, replica), replica);
        synchronized (running) {
            running.put(name, member);
        }
        return member;
    }

    Running member(String name) {
        synchronized (running) {
            Running member = running.get(name);
            if (member == null) {
                throw new IllegalStateException(name + " does not run");
            }
            return member;
        }
    }

    List<String> names() {
        synchronized (running) {
            return List.copyOf(running.keySet());
        }
    }

    RecordingReplica replica(String name) {
        return member(name).replica();
    }

    /** Returns the name of the member that takes entries, when one does. */
    String leader() {
        await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> names().stream()
                        .anyMatch(name -> member(name).log().standing().leads()));
        return names().stream()
                .filter(name -> member(name).log().standing().leads())
                .findFirst()
                .orElseThrow();
    }

    /** Has an entry applied by whoever leads, however often that changes; returns its number. */
    long write(String text) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (true) {
            try {
                return member(leader())
                        .log()
                        .submit(RecordingReplica.entry(text))
                        .join();
            } catch (CompletionException failure) {
                // What is refused is in no log, so that it may be submitted again.
                if (!(failure.getCause() instanceof EntryRefusedException) || System.nanoTime() - end > 0) {
                    throw failure;
                }
            }
        }
    }

    void close(String name) {
        remove(name).log().close();
    }

    /** Ends a member as if its process was killed: it says nothing to the others. */
    void kill(String name) {
        Running member = remove(name);
        engines.kill(member.engine());
        member.log().close();
    }

    private Running remove(String name) {
        Running member = member(name);
        synchronized (running) {
            running.remove(name);
        }
        return member;
    }

    void deleteDirectory(String name) {
        try (Stream<Path> files = Files.walk(directory(name))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Returns when all members have applied so many entries. */
    void awaitApplied(int count) {
        for (String name : names()) {
            await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> replica(name).entries().size() >= count);
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
