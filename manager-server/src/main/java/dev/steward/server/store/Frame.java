package dev.steward.server.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Entries that were written together: a head with a checksum of its own, the entries each behind its length, and the checksum
 * of all that once more. So what was cut off while it was written is told apart from what was damaged afterwards.
 *
 * @param first the number of the first entry
 * @param entries the entries
 * @param size how many bytes it has in its file
 */
record Frame(long first, List<byte[]> entries, long size) {

    /** What each begins with. */
    static final int MARKER = 0x5374_6652;

    static final int HEAD_BYTES = 3 * Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;
    static final int TAIL_BYTES = Integer.BYTES;

    /**
     * The head of a frame.
     *
     * @param length of the entries with their lengths, in bytes
     * @param checksum of these
     */
    record Head(long first, int count, int length, int checksum) {

        /** Returns how many bytes the frame has. */
        long frameBytes() {
            return (long) HEAD_BYTES + length + TAIL_BYTES;
        }

        /** Reads a head; returns null if these bytes are none. */
        static @Nullable Head read(byte[] head) {
            ByteBuffer bytes = ByteBuffer.wrap(head);
            int marker = bytes.getInt();
            int length = bytes.getInt();
            int count = bytes.getInt();
            long first = bytes.getLong();
            int checksum = bytes.getInt();
            boolean isWhole = bytes.getInt() == checksumOf(bytes);
            return isWhole && marker == MARKER && length >= 0 && count > 0
                    ? new Head(first, count, length, checksum)
                    : null;
        }

        ByteBuffer bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES)
                    .putInt(MARKER)
                    .putInt(length)
                    .putInt(count)
                    .putLong(first)
                    .putInt(checksum);
            return bytes.putInt(checksumOf(bytes)).flip();
        }

        private static int checksumOf(ByteBuffer head) {
            CRC32C checksum = new CRC32C();
            checksum.update(head.duplicate().position(0).limit(HEAD_BYTES - Integer.BYTES));
            return (int) checksum.getValue();
        }
    }

    /**
     * Returns the head of a frame of these entries.
     *
     * @throws ArithmeticException if they are too many bytes for one
     */
    static Head headOf(long first, List<byte[]> entries) {
        CRC32C checksum = new CRC32C();
        ByteBuffer size = ByteBuffer.allocate(Integer.BYTES);
        int length = 0;
        for (byte[] entry : entries) {
            checksum.update(size.clear().putInt(entry.length).flip());
            checksum.update(entry);
            length = Math.addExact(length, Math.addExact(Integer.BYTES, entry.length));
        }
        return new Head(first, entries.size(), length, (int) checksum.getValue());
    }

    /** Takes the entries apart; returns null if they are not what the head says. */
    static @Nullable Frame read(Head head, byte[] content) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        if ((int) checksum.getValue() != head.checksum()) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(content);
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < head.count(); i++) {
            byte[] entry = new byte[bytes.getInt()];
            bytes.get(entry);
            entries.add(entry);
        }
        return new Frame(head.first(), entries, head.frameBytes());
    }
}
