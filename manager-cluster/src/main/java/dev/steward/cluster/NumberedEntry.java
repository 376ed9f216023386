package dev.steward.cluster;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * An entry as it travels: with the id by which it is known again, and a checksum. An engine may commit it more than once.
 *
 * @param opens whether it opens a reign, and has no content
 * @param reign of which reign it is
 * @param number which of its reign, counted from 1
 */
@SuppressWarnings("ArrayRecordComponent") // It is carried, never compared.
record NumberedEntry(boolean opens, Reign reign, long number, byte[] entry) {

    static final int HEAD_BYTES = 2 + 3 * Long.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    /** How many bytes an envelope has beside its entry. */
    static final int BYTES = HEAD_BYTES + CHECKSUM_BYTES;

    private static final byte VERSION = 1;
    private static final byte OPENS = 'O';
    private static final byte ENTRY = 'E';

    static NumberedEntry opening(Reign reign) {
        return new NumberedEntry(true, reign, 0, new byte[0]);
    }

    byte[] encoded() {
        ByteBuffer out = ByteBuffer.allocate(BYTES + entry.length);
        out.put(VERSION).put(opens ? OPENS : ENTRY);
        out.putLong(reign.number()).putLong(reign.nonce()).putLong(number).put(entry);
        out.putInt(checksum(out.array(), out.position()));
        return out.array();
    }

    /**
     * Reads an envelope.
     *
     * @throws IllegalArgumentException if these bytes are not what was written, or by another version
     */
    static NumberedEntry decoded(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < BYTES
                || in.getInt(bytes.length - CHECKSUM_BYTES) != checksum(bytes, bytes.length - CHECKSUM_BYTES)) {
            throw new IllegalArgumentException("an entry of the cluster's log is damaged: its checksum is wrong");
        }
        byte version = in.get();
        byte kind = in.get();
        if (version != VERSION || (kind != OPENS && kind != ENTRY)) {
            throw new IllegalArgumentException("an entry of the cluster's log is of version " + version
                    + ", this is version " + VERSION + ": run all members by the same release");
        }
        Reign reign = new Reign(in.getLong(), in.getLong());
        return new NumberedEntry(
                kind == OPENS,
                reign,
                in.getLong(),
                Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length - CHECKSUM_BYTES));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return (int) checksum.getValue();
    }
}
