package dev.steward.server.store;

import dev.steward.server.machine.Incarnation;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * Whose log a file belongs to. Stands at the beginning of each, with a word that tells what it is, the version, and a checksum.
 *
 * @param serverId the id of the server
 * @param epoch the epoch in which the log began; that of the server for as long as the log lives
 */
record LogIdentity(UUID serverId, long epoch) {

    /** How many bytes {@link #head} has. */
    static final int HEAD_BYTES = Long.BYTES + Integer.BYTES + 4 * Long.BYTES + Integer.BYTES;

    /** The version of the files that is written. */
    private static final int VERSION = 1;

    /**
     * What a file says of itself.
     *
     * @param identity whose it is
     * @param number which entry it is about
     */
    record Head(LogIdentity identity, long number) {}

    /** Returns which start of which server that is. */
    Incarnation incarnation() {
        return Incarnation.ofEpoch(serverId, epoch);
    }

    /**
     * Returns the beginning of a file.
     *
     * @param magic what tells this kind of file from others
     * @param number which entry the file is about
     */
    ByteBuffer head(long magic, long number) {
        ByteBuffer head = ByteBuffer.allocate(HEAD_BYTES)
                .putLong(magic)
                .putInt(VERSION)
                .putLong(serverId.getMostSignificantBits())
                .putLong(serverId.getLeastSignificantBits())
                .putLong(epoch)
                .putLong(number);
        return head.putInt(checksum(head)).flip();
    }

    private static int checksum(ByteBuffer head) {
        CRC32C checksum = new CRC32C();
        checksum.update(head.duplicate().position(0).limit(HEAD_BYTES - Integer.BYTES));
        return (int) checksum.getValue();
    }

    /**
     * Reads what {@link #head} wrote.
     *
     * @param name the file, for the message
     * @throws DamagedLogException if it is something else, damaged or of another version
     */
    static Head read(byte[] bytes, long magic, Object name) {
        if (bytes.length < HEAD_BYTES) {
            throw new DamagedLogException(name + " ends after " + bytes.length + " bytes");
        }
        ByteBuffer head = ByteBuffer.wrap(bytes, 0, HEAD_BYTES);
        if (head.getLong() != magic) {
            throw new DamagedLogException(name + " is no file of a log, or its beginning is damaged");
        }
        int version = head.getInt();
        if (version != VERSION) {
            throw new DamagedLogException(name + " is of version " + version + ", and this server reads version "
                    + VERSION + ": start the release that wrote it");
        }
        LogIdentity identity = new LogIdentity(new UUID(head.getLong(), head.getLong()), head.getLong());
        long number = head.getLong();
        if (head.getInt() != checksum(head)) {
            throw new DamagedLogException("the beginning of " + name + " is damaged: its checksum is wrong");
        }
        return new Head(identity, number);
    }
}
