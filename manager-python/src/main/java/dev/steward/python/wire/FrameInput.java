package dev.steward.python.wire;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.transport.ByteMemory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames of the bytes of a connection: four bytes that say a length, or -1 and eight more, and then so many. Memory
 * grows with what has come, not with what was announced; each step of a large frame is asked for and counted, and what there is
 * no memory for is dropped up to its end. Used by one thread.
 */
public final class FrameInput {

    private static final int SHORT_HEADER = Integer.BYTES;
    private static final int LONG_HEADER = SHORT_HEADER + Long.BYTES;
    private static final int FIRST_BYTES = 1 << 10;

    private final ByteBuffer header = ByteBuffer.allocate(LONG_HEADER);
    private final ByteMemory memory;
    private long most;
    private boolean hasBegun;
    /** Of the frame that has begun; null if that is dropped. */
    private byte @Nullable [] body;

    private int length;
    private int filled;

    /** Takes frames of at most so many bytes, into some memory. */
    public FrameInput(long most, ByteMemory memory) {
        this.most = most;
        this.memory = memory;
    }

    /** From the next frame on, takes those of at most so many bytes. */
    public void limit(long newMost) {
        most = newMost;
    }

    /**
     * Takes bytes up to the end of a frame.
     *
     * @return the frame, or null if it is not whole yet and all bytes are taken; if it {@link FrameBytes#isCounted} whoever has
     *     it lets go of the memory
     * @throws ProtocolException if it is announced as longer than it may be
     */
    public @Nullable FrameBytes next(ByteBuffer bytes) {
        if (!hasBegun && !begin(bytes)) {
            return null;
        }
        int count = Math.min(bytes.remaining(), length - filled);
        byte[] into = bodyOf(filled + count);
        if (into == null) {
            bytes.position(bytes.position() + count);
        } else {
            bytes.get(into, filled, count);
        }
        filled += count;
        if (filled < length) {
            if (length > FrameBytes.LARGE && into != null) {
                memory.begun(length, filled);
            }
            return null;
        }
        memory.ended();
        hasBegun = false;
        body = null;
        header.clear();
        return new FrameBytes(length, into);
    }

    /** The connection is gone: lets go of what there is of a frame. */
    public void end() {
        if (hasBegun) {
            drop();
            hasBegun = false;
        }
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
        hasBegun = true;
        body = new byte[Math.min(length, FIRST_BYTES)];
        count(body.length, true);
        return true;
    }

    /** Returns where so many bytes of the frame have room, or null if there is none, or was none before. */
    private byte @Nullable [] bodyOf(int bytes) {
        byte[] now = body;
        if (now == null || bytes <= now.length) {
            return now;
        }
        int more = (int) Math.min(length, Math.max(2L * now.length, bytes));
        byte[] grown = memory.mayHold(more) ? grown(now, more) : null;
        if (grown == null) {
            drop();
            return null;
        }
        count(more, true);
        count(now.length, false);
        body = grown;
        return grown;
    }

    /** The heap may lie in pieces that are smaller than what there is room for. */
    private static byte @Nullable [] grown(byte[] now, int more) {
        try {
            return Arrays.copyOf(now, more);
        } catch (OutOfMemoryError noPiece) {
            return null;
        }
    }

    private void drop() {
        byte[] dropped = body;
        if (dropped != null) {
            body = null;
            count(dropped.length, false);
            memory.ended();
        }
    }

    private void count(int bytes, boolean held) {
        if (length <= FrameBytes.LARGE) {
            return;
        }
        if (held) {
            memory.hold(bytes);
        } else {
            memory.letGo(bytes);
        }
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
