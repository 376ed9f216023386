package dev.steward.process.link;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Packets from a channel. Makes room for what has come, not for what a header claims. Not thread-safe; never blocks. */
final class PacketDecoder {

    private static final int BUFFER_BYTES = 16 << 10;

    /** So much room is made for a body that claims it; beyond that, twice what has come. */
    private static final int TRUSTED_BYTES = 2 << 20;

    /** The JDK reads through memory outside the heap as large as the room that it is given, and keeps it. */
    private static final int MOST_AT_ONCE = 128 << 10;

    private static final byte[] NOTHING = {};

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private @Nullable PacketKind kind;
    private byte[] body = NOTHING;
    private int length;
    private int filled;

    /**
     * Returns the next packet that is whole, reading from the channel as needed; null if the rest has not come yet.
     *
     * @throws ProtocolException if what came is no packet, or the channel ended within one
     */
    @Nullable
    Packet next(ReadableByteChannel channel) throws IOException {
        while (true) {
            PacketKind begun = kind;
            if (begun == null && buffer.remaining() >= Packet.HEADER_BYTES) {
                begun = begin();
            }
            if (begun != null) {
                int here = Math.min(buffer.remaining(), length - filled);
                makeRoom(filled + here);
                buffer.get(body, filled, here);
                filled += here;
                if (filled == length) {
                    Packet whole = new Packet(begun, body);
                    kind = null;
                    body = NOTHING;
                    return whole;
                }
            }
            if (!read(channel)) {
                return null;
            }
        }
    }

    private PacketKind begin() {
        int claimed = buffer.getInt();
        if (claimed < 1 || claimed - 1 > Packet.MAX_BODY) {
            throw refused("a packet of " + Integer.toUnsignedLong(claimed) + " bytes came, 1 to "
                    + (1 + Packet.MAX_BODY) + " may come");
        }
        int code = buffer.get() & 0xFF;
        PacketKind known = PacketKind.of(code);
        if (known == null) {
            throw refused(String.format("packet kind 0x%02X is unknown", code));
        }
        kind = known;
        length = claimed - 1;
        filled = 0;
        body = new byte[Math.min(length, TRUSTED_BYTES)];
        return known;
    }

    private void makeRoom(int bytes) {
        if (bytes > body.length) {
            body = Arrays.copyOf(body, (int) Math.min(length, Math.max(bytes, 2L * body.length)));
        }
    }

    /** Reads once; returns whether something came. */
    private boolean read(ReadableByteChannel channel) throws IOException {
        int count;
        if (kind != null && length - filled > BUFFER_BYTES) {
            // A large body goes straight to its place.
            makeRoom(filled + 1);
            int room = Math.min(body.length - filled, MOST_AT_ONCE);
            count = channel.read(ByteBuffer.wrap(body, filled, room));
            filled += Math.max(count, 0);
        } else {
            buffer.compact();
            count = channel.read(buffer);
            buffer.flip();
        }
        if (count < 0) {
            if (kind != null || buffer.hasRemaining()) {
                throw refused("the connection ended in the middle of a packet");
            }
            throw new EndOfStream();
        }
        return count > 0;
    }

    private static ProtocolException refused(String text) {
        return new ProtocolException(text + ": the other side is broken or no Steward connection", Outcome.UNKNOWN);
    }

    /** The other side has closed the connection, between two packets. */
    static final class EndOfStream extends IOException {
        private static final long serialVersionUID = 1L;

        EndOfStream() {
            super("the other side closed the connection");
        }
    }
}
