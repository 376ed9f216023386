package dev.steward.server.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which a server remembers its id and its epoch over restarts. One server at a time: a lock on a file
 * in it is held until {@link #close}. Used by the thread that starts the server.
 */
public final class StateDirectory implements AutoCloseable {

    private static final String EPOCH = "epoch";
    private static final String LOCK = "lock";
    /** What a member of a cluster has in its directory. */
    private static final String MEMBER = "member";

    /** The epoch is the upper half of fencing tokens, which must grow. */
    private static final long LAST_EPOCH = Integer.MAX_VALUE;

    /** Epochs that are taken from the clock count seconds from there, so that they last until 2088. */
    private static final long SECONDS_UNTIL_2020 = 1_577_836_800;

    private final Path directory;
    /** What it is taken as. */
    private final Path real;

    private final FileChannel lock;

    private StateDirectory(Path directory, Path real, FileChannel lock) {
        this.directory = directory;
        this.real = real;
        this.lock = lock;
    }

    /**
     * Opens the directory, which is made if it is not there.
     *
     * @throws IllegalStateException if another server uses it
     * @throws UncheckedIOException if it cannot be made or written; the message names it and the cure
     */
    public static StateDirectory open(Path directory) {
        try {
            Files.createDirectories(directory);
            if (isOfMember(directory)) {
                throw new IllegalStateException(
                        "the state directory " + directory + " is of a member of a cluster, and no"
                                + " server that is alone can go on from it: give this one another directory, or start it as that"
                                + " member");
            }
            Path real = directory.toRealPath();
            FileChannel lock = TakenFiles.take(real) ? locked(real) : null;
            if (lock == null) {
                throw new IllegalStateException("the state directory " + directory
                        + " is in use by another server: stop that one, or give this one a directory of its own");
            }
            return new StateDirectory(directory, real, lock);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot use the state directory " + directory + ": it must be a directory that this user may write",
                    failed);
        }
    }

    /** Returns whether a member of a cluster has the directory, whose log is of another kind. */
    public static boolean isOfMember(Path directory) {
        return Files.exists(directory.resolve(MEMBER));
    }

    /** Returns the channel that has the lock, or null if another process has it; then the directory is let go of. */
    private static @Nullable FileChannel locked(Path real) throws IOException {
        FileChannel lock = null;
        boolean isLocked = false;
        try {
            lock = FileChannel.open(real.resolve(LOCK), CREATE, WRITE);
            isLocked = tryLock(lock);
            return isLocked ? lock : null;
        } finally {
            if (!isLocked) {
                TakenFiles.letGo(real);
                if (lock != null) {
                    lock.close();
                }
            }
        }
    }

    private static boolean tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException ofOtherClasses) {
            // Of this process, which has these classes twice.
            return false;
        }
    }

    /**
     * Counts the epoch up, on the disk before this returns.
     *
     * @param idIfNew the server's id if the directory is new
     * @throws IllegalStateException if the file is damaged
     */
    public Incarnation nextIncarnation(UUID idIfNew) {
        Path file = directory.resolve(EPOCH);
        try {
            EpochLine last = Files.exists(file) ? EpochLine.read(file) : new EpochLine(idIfNew, 0, 0);
            EpochLine next = new EpochLine(last.serverId(), last.epoch() + 1, last.epoch() + 1);
            write(next, file);
            return next.incarnation();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write the epoch to " + file, failed);
        }
    }

    /**
     * Goes on as a server that kept a log here.
     *
     * @throws IllegalStateException if another one was started here meanwhile, or the file is damaged
     */
    public Incarnation goOnAs(Incarnation kept) {
        Path file = directory.resolve(EPOCH);
        try {
            EpochLine last = lineOf(kept, file);
            if (last.ofLog() != kept.epoch()) {
                throw new IllegalStateException("the log in the state directory " + directory + " is of epoch "
                        + kept.epoch() + ", and a server was started there in epoch " + last.epoch()
                        + ", whose fencing tokens are greater: remove the log and all that is in it, or restore both from"
                        + " one backup");
            }
            if (!Files.exists(file)) {
                write(last, file);
            }
            return kept;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read or write the epoch in " + file, failed);
        }
    }

    /**
     * Begins an epoch for a log that goes on from a backup, on the disk before this returns: greater than what the server of
     * the backup had, and than those of others that went on from the same backup before, by this machine's clock.
     *
     * @param kept what the log is of
     * @throws IllegalStateException if the epoch file is of another server, or damaged
     */
    public long epochAfterBackup(Incarnation kept, Instant wallClock) {
        Path file = directory.resolve(EPOCH);
        try {
            EpochLine last = lineOf(kept, file);
            long next = Math.max(last.epoch() + 1, epochOfClock(wallClock));
            if (next >= LAST_EPOCH) {
                throw new IllegalStateException("there is no epoch behind " + last.epoch() + " in " + file
                        + ", or the clock of this machine is wrong, which says " + wallClock);
            }
            write(new EpochLine(kept.serverId(), next, kept.epoch()), file);
            return next;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read or write the epoch in " + file, failed);
        }
    }

    /** Returns the epoch of something that begins now, as far as this machine's clock tells; it lasts until 2088. */
    public static long epochOfClock(Instant wallClock) {
        return wallClock.getEpochSecond() - SECONDS_UNTIL_2020;
    }

    /** Writes the epoch of another state directory, whose server may be running, into this one. */
    public void copyEpoch(Incarnation kept, Path from) {
        try {
            write(lineOf(kept, from.resolve(EPOCH)), directory.resolve(EPOCH));
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot copy the epoch to " + directory + ": " + failed.getMessage(), failed);
        }
    }

    /** Returns the line of a file, or if that is not there the one which the log would have. */
    private EpochLine lineOf(Incarnation kept, Path file) throws IOException {
        if (!Files.exists(file)) {
            return new EpochLine(kept.serverId(), kept.epoch(), kept.epoch());
        }
        EpochLine last = EpochLine.read(file);
        if (!last.serverId().equals(kept.serverId())) {
            throw new IllegalStateException("the log in the state directory " + file.getParent() + " is of server "
                    + kept.serverId() + ", and its epoch file of server " + last.serverId()
                    + ": restore both from one backup");
        }
        return last;
    }

    /** Returns where a durable server keeps its log. */
    public Path log() {
        return directory.resolve("log");
    }

    private void write(EpochLine line, Path file) throws IOException {
        Path written = directory.resolve(EPOCH + ".new");
        try (FileChannel channel = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap((line.text() + "\n").getBytes(US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The name too must be on the disk, or a power cut could bring the old epoch back.
        try (FileChannel entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
    }

    /**
     * What the file says.
     *
     * @param epoch the last one that began
     * @param ofLog that of the log which goes on in it: another one only if it went on from a backup, and then less
     */
    private record EpochLine(UUID serverId, long epoch, long ofLog) {

        static EpochLine read(Path file) throws IOException {
            // Not as ASCII: that would fail with another error where the file holds anything else.
            String text = Files.readString(file, ISO_8859_1).strip();
            String[] words = text.split(" ", -1);
            try {
                if (words.length == 2 || words.length == 3) {
                    long epoch = Long.parseLong(words[1]);
                    EpochLine line = new EpochLine(
                            UUID.fromString(words[0]), epoch, words.length == 2 ? epoch : Long.parseLong(words[2]));
                    // Both take more than what is ever written here: ids of few digits, numbers with a sign.
                    if (line.text().equals(text) && line.ofLog > 0 && line.ofLog <= epoch && epoch < LAST_EPOCH) {
                        return line;
                    }
                }
            } catch (IllegalArgumentException damaged) {
                // Falls through to the same error as a wrong number of words.
            }
            throw new IllegalStateException("the epoch file " + file
                    + " is damaged: restore it, or remove it and accept that fencing tokens start again");
        }

        String text() {
            return serverId + " " + epoch + (ofLog == epoch ? "" : " " + ofLog);
        }

        Incarnation incarnation() {
            return Incarnation.ofEpoch(serverId, epoch);
        }
    }

    /** Lets other servers use the directory. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unlock the state directory " + directory, failed);
        } finally {
            TakenFiles.letGo(real);
        }
    }
}
