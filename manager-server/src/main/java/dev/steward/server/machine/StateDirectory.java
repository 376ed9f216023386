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
import java.util.UUID;

/**
 * The directory in which a server remembers its id and its epoch over restarts. One server at a time: a lock on a file
 * in it is held until {@link #close}. Used by the thread that starts the server.
 */
public final class StateDirectory implements AutoCloseable {

    private static final String EPOCH = "epoch";
    private static final String LOCK = "lock";

    /** The epoch is the upper half of fencing tokens, which must grow. */
    private static final long LAST_EPOCH = Integer.MAX_VALUE;

    private final Path directory;
    private final FileChannel lock;

    private StateDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
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
            FileChannel lock = FileChannel.open(directory.resolve(LOCK), CREATE, WRITE);
            if (!tryLock(lock)) {
                lock.close();
                throw new IllegalStateException("the state directory " + directory
                        + " is in use by another server: stop that one, or give this one a directory of its own");
            }
            return new StateDirectory(directory, lock);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "cannot use the state directory " + directory + ": it must be a directory that this user may write",
                    failed);
        }
    }

    private static boolean tryLock(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException bySameProcess) {
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
            Incarnation last = Files.exists(file) ? read(file) : Incarnation.ofEpoch(idIfNew, 0);
            Incarnation next = Incarnation.ofEpoch(last.serverId(), last.epoch() + 1);
            write(next, file);
            return next;
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
            if (!Files.exists(file)) {
                write(kept, file);
                return kept;
            }
            Incarnation last = read(file);
            if (!last.serverId().equals(kept.serverId())) {
                throw new IllegalStateException("the log in the state directory " + directory + " is of server "
                        + kept.serverId() + ", and its epoch file of server " + last.serverId()
                        + ": restore both from one backup");
            }
            if (last.epoch() != kept.epoch()) {
                throw new IllegalStateException("the log in the state directory " + directory + " is of epoch "
                        + kept.epoch() + ", and a server was started there in epoch " + last.epoch()
                        + ", whose fencing tokens are greater: remove the log and all that is in it, or restore both from"
                        + " one backup");
            }
            return kept;
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read or write the epoch in " + file, failed);
        }
    }

    /** Returns where a durable server keeps its log. */
    public Path log() {
        return directory.resolve("log");
    }

    private void write(Incarnation incarnation, Path file) throws IOException {
        Path written = directory.resolve(EPOCH + ".new");
        try (FileChannel channel = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            ByteBuffer line = ByteBuffer.wrap(lineOf(incarnation).getBytes(US_ASCII));
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The name too must be on the disk, or a power cut could bring the old epoch back.
        try (FileChannel entries = FileChannel.open(directory, READ)) {
            entries.force(true);
        }
    }

    private static Incarnation read(Path file) throws IOException {
        // Not as ASCII: that would fail with another error where the file holds anything else.
        String text = Files.readString(file, ISO_8859_1);
        String[] words = text.strip().split(" ", -1);
        try {
            if (words.length == 2) {
                Incarnation last = Incarnation.ofEpoch(UUID.fromString(words[0]), Long.parseLong(words[1]));
                // Both take more than what is ever written here: ids of few digits, numbers with a sign.
                if (lineOf(last).strip().equals(text.strip()) && last.epoch() > 0 && last.epoch() < LAST_EPOCH) {
                    return last;
                }
            }
        } catch (IllegalArgumentException damaged) {
            // Falls through to the same error as a wrong number of words.
        }
        throw new IllegalStateException("the epoch file " + file
                + " is damaged: restore it, or remove it and accept that fencing tokens start again");
    }

    private static String lineOf(Incarnation incarnation) {
        return incarnation.serverId() + " " + incarnation.epoch() + "\n";
    }

    /** Lets other servers use the directory. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot unlock the state directory " + directory, failed);
        }
    }
}
