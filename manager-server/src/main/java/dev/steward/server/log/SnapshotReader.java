package dev.steward.server.log;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Reads what {@link SnapshotWriter} wrote, piece by piece. Whatever is wrong is an {@link IllegalArgumentException} that says
 * what. Used by one thread; blocks as the stream does.
 */
final class SnapshotReader {

    private final DataInputStream in;
    private final CRC32C checksum = new CRC32C();
    private final long lastEntry;
    private long pieces;

    /** Begins. Nothing is closed here. */
    SnapshotReader(InputStream stream) throws IOException {
        in = new DataInputStream(new BufferedInputStream(stream, SnapshotWriter.LARGEST_PIECE));
        try {
            if (in.readLong() != SnapshotWriter.MAGIC) {
                throw new IllegalArgumentException("this is no snapshot");
            }
            int version = in.readInt();
            if (version != SnapshotWriter.VERSION) {
                throw new IllegalArgumentException(
                        "the snapshot is of version " + version + ", and this server reads version "
                                + SnapshotWriter.VERSION + ": start the release that wrote it");
            }
            lastEntry = in.readLong();
        } catch (EOFException end) {
            throw new IllegalArgumentException("the snapshot ends before its first piece", end);
        }
        checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(lastEntry).flip());
    }

    /** Returns the number of the last entry that is in it. */
    long lastEntry() {
        return lastEntry;
    }

    /** Returns the next piece; one without bytes is the last. */
    byte[] next() {
        pieces++;
        try {
            int length = in.readInt();
            int expected = in.readInt();
            if (length < 0 || length > SnapshotWriter.LARGEST_PIECE) {
                throw new IllegalArgumentException(
                        "piece " + pieces + " of the snapshot is damaged: it would have " + length + " bytes");
            }
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            checksum.update(bytes);
            if (expected != (int) checksum.getValue()) {
                throw new IllegalArgumentException(
                        "piece " + pieces + " of the snapshot is damaged: its checksum is wrong");
            }
            return bytes;
        } catch (EOFException end) {
            throw new IllegalArgumentException("the snapshot ends before the end of its piece " + pieces, end);
        } catch (IOException failed) {
            throw new UncheckedIOException("the snapshot cannot be read", failed);
        }
    }
}
