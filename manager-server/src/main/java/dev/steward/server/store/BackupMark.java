package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that makes the directory of a log a backup: empty while that is written, so that half a backup is never taken for
 * a log; then it says how far the backup goes, until a server has gone on from there. Blocks as the disk does.
 */
final class BackupMark {

    /** What such a file begins with, {@code StewLogB}. */
    private static final long MAGIC = 0x5374_6577_4c6f_6742L;

    private final Path directory;
    private final Path file;

    BackupMark(Path directory) {
        this.directory = directory;
        file = directory.resolve("backup");
    }

    /** A backup begins; on the disk before this returns. */
    void begin() throws IOException {
        FileChannel.open(file, CREATE_NEW, WRITE).close();
        StoredFiles.sync(directory);
    }

    /** The backup is there as a whole; on the disk when this returns. */
    void end(LogIdentity identity, long lastEntry) throws IOException {
        StoredFiles.write(identity.head(MAGIC, lastEntry), file, directory);
    }

    /** The directory is that of a server from now on; on the disk when this returns. */
    void remove() throws IOException {
        Files.delete(file);
        StoredFiles.sync(directory);
    }

    /** Returns whether the directory is a backup, whole or not. */
    boolean isThere() {
        return Files.exists(file);
    }

    /**
     * Returns if the directory is no backup, or a whole one.
     *
     * @param lastEntry the last entry that was found in it
     * @throws DamagedLogException if it was never finished, or had more entries
     */
    void requireUntil(long lastEntry) {
        try {
            byte[] head = isThere() ? Files.readAllBytes(file) : null;
            if (head == null) {
                return;
            }
            if (head.length == 0) {
                throw new DamagedLogException(
                        "the backup in " + directory + " was never finished: remove it, and take another one");
            }
            long copied = LogIdentity.read(head, MAGIC, file).number();
            if (lastEntry < copied) {
                throw new DamagedLogException("the backup in " + directory + " had all entries until " + copied
                        + ", and what is there now ends with entry " + lastEntry + ": take another backup");
            }
        } catch (IOException failed) {
            throw new DamagedLogException("cannot read " + file + ": " + failed.getMessage(), failed);
        }
    }
}
