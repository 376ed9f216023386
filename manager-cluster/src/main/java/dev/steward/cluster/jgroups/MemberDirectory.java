package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a member keeps its log: its own, of one cluster, and of nobody else as long as it is open. */
final class MemberDirectory implements AutoCloseable {

    private final FileChannel channel;

    private MemberDirectory(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a directory, which is made if it is not there.
     *
     * @throws IllegalStateException if another process has it, or it is of another member or cluster
     */
    static MemberDirectory open(Membership membership) {
        Path directory = membership.directory();
        try {
            if (!Files.isDirectory(directory)) {
                create(directory);
            }
            if (Files.exists(directory.resolve("epoch"))) {
                throw new IllegalStateException(
                        directory + " is the state directory of a server that is alone, whose state a"
                                + " cluster does not take over: give this member another directory");
            }
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (lock(channel) == null) {
                    throw new IllegalStateException(directory + " is in use by a member that runs: give each member a"
                            + " directory of its own");
                }
                requireOwn(membership, directory.resolve("member"));
                return new MemberDirectory(channel);
            } catch (RuntimeException | IOException failed) {
                channel.close();
                throw failed;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(directory + " cannot be read or written", failure);
        }
    }

    /** Values are in it, and secrets of sessions: it is its owner's. */
    private static void create(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    /** The names count: addresses may change from one start of all members to the next. */
    private static void requireOwn(Membership membership, Path file) throws IOException {
        List<String> own =
                List.of(membership.self(), String.join(",", membership.members().keySet()));
        if (!Files.exists(file)) {
            Path written = file.resolveSibling("member.new");
            Files.write(written, own);
            Files.move(written, file);
            return;
        }
        List<String> found = Files.readAllLines(file);
        if (!found.equals(own)) {
            throw new IllegalStateException(file.getParent() + " is of member and cluster " + found + ", this is " + own
                    + ": the members of a cluster are fixed. Give this one another directory, or its old members");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the lock of a member's directory cannot be closed", failure);
        }
    }
}
