package dev.steward.process.link;

import java.nio.ByteBuffer;

/**
 * What travels as one: four bytes with the length of the rest, one byte for the kind, the body. The array is not copied:
 * whoever makes a packet gives it away.
 *
 * @param kind what it is
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Packets are carried, never compared.
public record Packet(PacketKind kind, byte[] body) {

    /** The longest body, in bytes: what a value may take in all of Steward unless a limit is raised. */
    public static final int MAX_BODY = 64 << 20;

    /** The bytes before the body: length and kind. */
    static final int HEADER_BYTES = 5;

    private static final byte[] NOTHING = new byte[0];

    /** A packet that says all by its kind. */
    public static Packet of(PacketKind kind) {
        return new Packet(kind, NOTHING);
    }

    /** A packet that carries one number. */
    public static Packet of(PacketKind kind, long number) {
        return new Packet(kind, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** Returns how many bytes the body has. */
    public int size() {
        return body.length;
    }

    /** Returns the body for reading. */
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(body);
    }

    ByteBuffer header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .putInt(1 + body.length)
                .put((byte) kind.code())
                .flip();
    }
}
