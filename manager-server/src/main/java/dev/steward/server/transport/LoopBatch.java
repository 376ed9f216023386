package dev.steward.server.transport;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event loop wrote since it began to read: flushed together when the batch of reads is over, once per channel,
 * whichever channel was read. Confined to its loop.
 */
final class LoopBatch {

    private static final FastThreadLocal<LoopBatch> OF_THIS_LOOP = new FastThreadLocal<>() {
        @Override
        protected LoopBatch initialValue() {
            return new LoopBatch();
        }
    };

    private final List<ChannelConnection> dirty = new ArrayList<>();
    private boolean reading;

    private LoopBatch() {}

    /** Returns the batch of the loop that calls. */
    static LoopBatch current() {
        return OF_THIS_LOOP.get();
    }

    /** The loop has begun to read a channel. */
    void begin() {
        reading = true;
    }

    /** Returns whether the loop reads, so that what was written will be flushed without being asked for. */
    boolean add(ChannelConnection connection) {
        if (reading) {
            dirty.add(connection);
        }
        return reading;
    }

    /** The loop has read what there was. */
    void end() {
        reading = false;
        for (int index = 0; index < dirty.size(); index++) {
            dirty.get(index).flush();
        }
        dirty.clear();
    }
}
