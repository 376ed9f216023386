package dev.steward.cluster;

import dev.steward.server.ServerCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster's log as a server sees it.
 *
 * @param members where the members reach each other, by their names, in the order of these
 * @param directory where this one keeps its part
 */
record JoinedLog(ClusterLog log, Map<String, String> members, Path directory) implements ServerCluster.Log {

    @Override
    public CompletableFuture<Long> submit(byte[] entry) {
        return log.submit(entry);
    }

    @Override
    public @Nullable String leader() {
        return log.standing().leader();
    }

    @Override
    public ServerCluster.Standing standing() {
        ClusterLog.Standing now = log.standing();
        return new ServerCluster.Standing(
                now.leader(),
                now.term(),
                now.applied(),
                now.committed(),
                now.appended(),
                bytesIn(directory),
                members.entrySet().stream()
                        .map(member -> new ServerCluster.Member(
                                member.getKey(),
                                member.getValue(),
                                now.reached().contains(member.getKey())))
                        .toList());
    }

    private static long bytesIn(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(JoinedLog::bytesOf).sum();
        } catch (IOException | UncheckedIOException failed) {
            throw new IllegalStateException(
                    "the directory " + directory + " cannot be read: " + failed.getMessage(), failed);
        }
    }

    private static long bytesOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException replaced) {
            // A file takes the place of another one while this is looked at.
            return 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void handOver() {
        log.handOver();
    }

    @Override
    public CompletableFuture<@Nullable Void> broken() {
        return log.broken();
    }

    @Override
    public void close() {
        log.close();
    }
}
