package dev.steward.server.log;

import dev.steward.objects.StatePiece;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writes the snapshot of a machine to a stream: a word that tells what it is, the version, the number of the last entry that
 * is in it, and then the pieces, each with its length and a checksum over what was written so far. A piece without bytes is
 * the end. Used by one thread; blocks as the stream does.
 */
final class SnapshotWriter {

    /** What such a stream begins with, {@code StewSnap}. */
    static final long MAGIC = 0x5374_6577_536e_6170L;
    /** The version that is written. */
    static final int VERSION = 1;
    /** No piece has more bytes. */
    static final int LARGEST_PIECE = 64 << 10;

    private final DataOutputStream out;
    private final CRC32C checksum = new CRC32C();

    /** Begins. Nothing is closed here. */
    SnapshotWriter(OutputStream out, long lastEntry) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(out, LARGEST_PIECE));
        this.out.writeLong(MAGIC);
        this.out.writeInt(VERSION);
        this.out.writeLong(lastEntry);
        this.checksum.update(ByteBuffer.allocate(Long.BYTES).putLong(lastEntry).flip());
    }

    /** Writes a piece, all of whose values are written. */
    void write(StatePiece piece) throws IOException {
        write(piece.bytes());
    }

    /** Writes the end. */
    void end() throws IOException {
        write(new byte[0]);
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        checksum.update(bytes);
        out.writeInt(bytes.length);
        out.writeInt((int) checksum.getValue());
        out.write(bytes);
    }
}
