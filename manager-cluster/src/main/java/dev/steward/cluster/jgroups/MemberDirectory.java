package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where a member keeps its log: its own, of one cluster, and of nobody else as long as it is open. */
final class MemberDirectory implements AutoCloseable {

    /**
     * What members of this process have. A lock is the whole process's on POSIX systems, and is lost when any channel of its file is
     * closed: so that file is not opened by whoever is refused.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    /** What it is taken as: where it really is, behind all links. */
    private final Path real;

    private final FileChannel channel;

    private MemberDirectory(Path real, FileChannel channel) {
        this.real = real;
        this.channel = channel;
    }

    /**
     * Takes a directory, which is made if it is not there.
     *
     * @throws IllegalStateException if another process or member has it, it is of another member or cluster, or it cannot be read
     *     or written; says which and the cure
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
            Path real = directory.toRealPath();
            MemberDirectory taken = TAKEN.add(real) ? taken(real, membership) : null;
            if (taken == null) {
                throw new IllegalStateException(
                        directory + " is in use by a member that runs: give each member a" + " directory of its own");
            }
            return taken;
        } catch (IOException failure) {
            String why = failure instanceof FileSystemException one && one.getReason() == null
                    ? failure.toString()
                    : failure.getMessage();
            throw new IllegalStateException(
                    directory + " cannot be read or written (" + why
                            + "): give this member a directory that this user may write",
                    failure);
        }
    }

    /** Returns null if another process has it. It is let go of again, unless it is returned. */
    private static @Nullable MemberDirectory taken(Path real, Membership membership) throws IOException {
        FileChannel channel = null;
        MemberDirectory taken = null;
        try {
            channel = FileChannel.open(real.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) != null) {
                requireOwn(membership, real.resolve("member"));
                taken = new MemberDirectory(real, channel);
            }
            return taken;
        } finally {
            if (taken == null) {
                TAKEN.remove(real);
                if (channel != null) {
                    channel.close();
                }
            }
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
        } catch (OverlappingFileLockException ofOtherClasses) {
            // Of this process, which has these classes twice.
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
            throw new IllegalStateException(
                    membership.directory() + " is of member and cluster " + found + ", this is " + own
                            + ": the members of a cluster are fixed. Give this one another directory, or its old members");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the lock of the directory " + real + " cannot be closed", failure);
        } finally {
            TAKEN.remove(real);
        }
    }
}
