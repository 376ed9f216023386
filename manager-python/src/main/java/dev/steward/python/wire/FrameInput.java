package dev.steward.python.wire;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of the bytes of a connection: four bytes that say a length, or -1 and eight more, and then so many. Memory
 * grows with what has come, not with what was announced. Used by one thread.
 */
public final class FrameInput {

    private static final int SHORT_HEADER = Integer.BYTES;
    private static final int LONG_HEADER = SHORT_HEADER + Long.BYTES;
    private static final int FIRST_BYTES = 1 << 10;

    private final ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
    private long most;
    private byte @Nullable [] body;
    private int length;
    private int filled;

    /** Takes frames of at most so many bytes. */
    public FrameInput(long most) {
        this.most = most;
    }

    /** From the next frame on, takes those of at most so many bytes. */
    public void limit(long newMost) {
        most = newMost;
    }

    /**
     * Takes bytes up to the end of a frame.
     *
     * @return the frame, or null if it is not whole yet and all bytes are taken
     * @throws ProtocolException if it is announced as longer than it may be
     */
    public byte @Nullable [] next(ByteBuffer bytes) {
        if (body == null && !begin(bytes)) {
            return null;
        }
        byte[] frame = body == null ? new byte[0] : body;
        int count = Math.min(bytes.remaining(), length - filled);
        if (filled + count > frame.length) {
            frame = Arrays.copyOf(frame, (int) Math.min(length, Math.max(2L * frame.length, filled + count)));
        }
        bytes.get(frame, filled, count);
        filled += count;
        if (filled < length) {
            body = frame;
            return null;
        }
        body = null;
        header.clear();
        return frame.length == length ? frame : Arrays.copyOf(frame, length);
    }

    private boolean begin(ByteBuffer bytes) {
        while (!hasLength()) {
            if (!bytes.hasRemaining()) {
                return false;
            }
            header.put(bytes.get());
        }
        long announced = header.position() == SHORT_HEADER ? header.getInt(0) : header.getLong(SHORT_HEADER);
        if (announced < 0 || announced > most) {
            throw new ProtocolException(
                    "a frame of " + Long.toUnsignedString(announced) + " bytes was announced, more than the " + most
                            + " that it may have",
                    Outcome.NOT_EXECUTED);
        }
        length = (int) announced;
        filled = 0;
        body = new byte[Math.min(length, FIRST_BYTES)];
        return true;
    }

    private boolean hasLength() {
        return header.position() == LONG_HEADER || (header.position() == SHORT_HEADER && header.getInt(0) != -1);
    }

    /** Returns a frame of some bytes. */
    public static byte[] frameOf(byte[] body) {
        return ByteBuffer.allocate(SHORT_HEADER + body.length)
                .putInt(body.length)
                .put(body)
                .array();
    }
}
