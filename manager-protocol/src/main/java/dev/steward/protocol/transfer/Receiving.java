package dev.steward.protocol.transfer;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.value.ArrivingBytes;
import dev.steward.protocol.value.EncodedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a transfer that wants the bytes. Pulls some, and more when half of those have come, so that it is never
 * waiting and never flooded; after a break it goes on where it was. Used by one thread at a time.
 */
public final class Receiving {

    /** How many bytes are asked for and have not come, at most. */
    private static final int WINDOW_BYTES = 2 << 20;

    private final int thread;
    private final long number;
    private final ArrivingBytes bytes;
    private long pulled;

    /** Will receive the values of these sizes, of a call's arguments, or of its result. */
    public Receiving(int thread, long number, List<Integer> sizes) {
        this.thread = thread;
        this.number = number;
        this.bytes = new ArrivingBytes(sizes);
    }

    /** Returns what to ask for on a connection on which nothing was asked for yet. Not once all has come. */
    public Pull begin() {
        pulled = bytes.received();
        return pull();
    }

    private Pull pull() {
        long from = pulled;
        int count = (int) Math.min(bytes.size() - from, WINDOW_BYTES - (from - bytes.received()));
        pulled = from + count;
        return new Pull(thread, number, from, count);
    }

    /**
     * Takes what came.
     *
     * @return what to ask for next, or null if enough is on its way
     * @throws ProtocolException if it is not the next that was asked for
     */
    public @Nullable Pull add(Chunk chunk) {
        if (chunk.from() != bytes.received() || chunk.bytes().size() > pulled - chunk.from()) {
            throw new ProtocolException(
                    "a chunk came for call " + thread + "/" + number + " with "
                            + chunk.bytes().size()
                            + " bytes from byte " + chunk.from() + " on, and bytes " + bytes.received() + " to "
                            + pulled + " were asked for",
                    Outcome.UNKNOWN);
        }
        bytes.add(chunk.bytes());
        boolean moreSoon = pulled < bytes.size() && pulled - bytes.received() <= WINDOW_BYTES / 2;
        return moreSoon ? pull() : null;
    }

    /** Returns how many bytes there will be. */
    public long size() {
        return bytes.size();
    }

    /** Returns how many bytes have come. */
    public long received() {
        return bytes.received();
    }

    /** Returns how many bytes were asked for and have not come. */
    public long expected() {
        return pulled - bytes.received();
    }

    /** Returns whether all has come. */
    public boolean isWhole() {
        return bytes.isWhole();
    }

    /**
     * Returns the values, after a check that walks over them. Once, when all has come.
     *
     * @throws ProtocolException if the bytes are not values
     */
    public List<EncodedValue> values() {
        return bytes.values();
    }
}
