package dev.steward.protocol.transfer;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.value.LeavingBytes;
import org.jspecify.annotations.Nullable;

/**
 * The end of a transfer that has the bytes. Sends what the other end has pulled, one chunk after the other: the next when
 * the one before has been written, so that whatever else the connection carries gets in between. A pull by another
 * connection, or from elsewhere than where the one before ended, begins anew there.
 *
 * <p>Its monitor guards where it is; not held while something is sent.
 */
public final class Sending {

    /** How long a chunk is, where a frame may be so long. */
    private static final int CHUNK_BYTES = 256 << 10;

    /** What a chunk takes in its frame besides its bytes, at most. */
    private static final int CHUNK_OVERHEAD = 64;

    private final int thread;
    private final long number;
    private final LeavingBytes bytes;
    private final long size;
    private final int chunkBytes;
    private @Nullable Wire wire;
    private long next;
    private long until;
    private boolean writing;
    private int turn;
    private boolean wholly;
    private boolean stopped;

    /**
     * The bytes of a call's arguments, or of its result.
     *
     * @param maxFrame the longest frame that the other side takes
     */
    public Sending(int thread, long number, LeavingBytes bytes, int maxFrame) {
        this.thread = thread;
        this.number = number;
        this.bytes = bytes;
        this.size = bytes.size();
        this.chunkBytes = Math.min(CHUNK_BYTES, maxFrame - CHUNK_OVERHEAD);
    }

    /** Returns how many bytes there are. */
    public long size() {
        return size;
    }

    /** Returns whether the last byte was ever given to a connection. */
    public synchronized boolean wasWhollySent() {
        return wholly;
    }

    /** Sends nothing more, whatever is asked for. */
    public synchronized void stop() {
        stopped = true;
    }

    /**
     * The other end asks for bytes. On the event loop of the connection by which it does.
     *
     * @throws ProtocolException if there are not so many
     */
    public void pulled(Pull pull, Wire by) {
        synchronized (this) {
            if (pull.from() > size - pull.count()) {
                throw new ProtocolException(
                        "bytes " + pull.from() + " to " + (pull.from() + pull.count()) + " of call " + thread + "/"
                                + number + " were asked for, and there are " + size,
                        Outcome.UNKNOWN);
            }
            if (by != wire || pull.from() != until) {
                wire = by;
                next = pull.from();
                writing = false;
                turn++;
            }
            until = pull.from() + pull.count();
        }
        sendNext();
    }

    private void written(int ofTurn) {
        synchronized (this) {
            if (ofTurn != turn) {
                return;
            }
            writing = false;
        }
        sendNext();
    }

    private void sendNext() {
        Wire by;
        Chunk chunk;
        int now;
        synchronized (this) {
            by = wire;
            if (stopped || writing || next == until || by == null) {
                return;
            }
            int count = (int) Math.min(chunkBytes, until - next);
            chunk = new Chunk(thread, number, next, bytes.stretch(next, count));
            next += count;
            wholly |= next == size;
            writing = true;
            now = turn;
        }
        by.send(chunk, () -> written(now));
    }
}
