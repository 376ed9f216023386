package dev.steward.server.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A file that keeps room on the disk for what cannot be refused when the disk is full: the ends of calls and sessions, what is
 * given back, and refusals themselves. Used by one thread; blocks as the disk does.
 */
final class DiskReserve {

    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final int bytes;
    private boolean isThere;

    /**
     * No reserve yet.
     *
     * @param bytes how much is kept
     */
    DiskReserve(Path file, int bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** Returns whether there is some. */
    boolean isThere() {
        return isThere;
    }

    int bytes() {
        return bytes;
    }

    /**
     * Takes the room, unless an earlier process has.
     *
     * @throws IOException if it is not there; nothing is taken then
     */
    void take() throws IOException {
        if (Files.exists(file) && Files.size(file) == bytes) {
            isThere = true;
            return;
        }
        Files.deleteIfExists(file);
        long room = Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace();
        if (room < bytes) {
            // Not tried: that would take from others what it gives back at once.
            throw new IOException("there are " + room + " bytes left");
        }
        try (FileChannel channel = FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING)) {
            // A file system that makes files small must not make this one so.
            SplittableRandom random = new SplittableRandom(bytes);
            byte[] part = new byte[BUFFER];
            for (int left = bytes; left > 0; ) {
                random.nextBytes(part);
                ByteBuffer next = ByteBuffer.wrap(part, 0, Math.min(left, part.length));
                left -= next.remaining();
                while (next.hasRemaining()) {
                    channel.write(next);
                }
            }
            channel.force(true);
            isThere = true;
        } catch (IOException full) {
            give();
            throw full;
        }
    }

    /** Gives the room to what must be written. */
    void give() throws IOException {
        isThere = false;
        Files.deleteIfExists(file);
    }
}
