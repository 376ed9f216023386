package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The snapshot in the directory of a log: what the entries came to that are not kept any more. Blocks as the disk does. */
final class SnapshotFile {

    /** What such a file begins with, {@code StewLogS}. */
    private static final long MAGIC = 0x5374_6577_4c6f_6753L;

    private final Path directory;
    private final Path file;
    private final Path written;

    /** Writes the content of a snapshot. */
    @FunctionalInterface
    interface Saver {
        /** Returns the number of the last entry that is in it. */
        long save(OutputStream out) throws IOException;
    }

    SnapshotFile(Path directory) {
        this.directory = directory;
        file = directory.resolve("snapshot");
        written = directory.resolve("snapshot.new");
    }

    boolean isThere() {
        return Files.exists(file);
    }

    Path file() {
        return file;
    }

    long bytes() throws IOException {
        return isThere() ? Files.size(file) : 0;
    }

    /**
     * Opens what {@link Saver} wrote; the caller closes it.
     *
     * @throws DamagedLogException if it is of another log, or no snapshot
     */
    InputStream read(LogIdentity identity) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            LogIdentity.Head head = LogIdentity.read(in.readNBytes(LogIdentity.HEAD_BYTES), MAGIC, file);
            if (!head.identity().equals(identity)) {
                throw new DamagedLogException(file + " is of another log, of server "
                        + head.identity().serverId() + ": this one is of server " + identity.serverId()
                        + ". Restore the state directory from a backup");
            }
            return in;
        } catch (RuntimeException | IOException failed) {
            in.close();
            throw failed;
        }
    }

    /**
     * Replaces the snapshot; on the disk when this returns.
     *
     * @return the number of the last entry that is in it
     * @throws IOException if it cannot be written; the one before stays then
     */
    long write(LogIdentity identity, Saver saver) throws IOException {
        try (FileChannel channel = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING);
                OutputStream out = Channels.newOutputStream(channel)) {
            ByteBuffer head = identity.head(MAGIC, 0);
            while (head.hasRemaining()) {
                channel.write(head);
            }
            long lastEntry = saver.save(out);
            out.flush();
            channel.force(true);
            StoredFiles.replace(written, file, directory);
            return lastEntry;
        } finally {
            Files.deleteIfExists(written);
        }
    }
}
