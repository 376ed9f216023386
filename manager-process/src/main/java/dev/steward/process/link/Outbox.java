package dev.steward.process.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;

/** What was sent on one connection and is not written yet, in its order. Not thread-safe; never blocks. */
final class Outbox {

    /**
     * A channel is offered so many bytes at once. The JDK copies all that it is offered into memory outside the heap, keeps
     * that memory for the thread, and copies again what the socket has not taken.
     */
    static final int MOST_AT_ONCE = 128 << 10;

    private static final int MOST_BUFFERS = 16;

    /** Each is read up to its capacity. */
    private final Queue<ByteBuffer> buffers = new ArrayDeque<>();

    void add(Packet packet) {
        buffers.add(packet.header());
        if (packet.size() > 0) {
            buffers.add(packet.buffer());
        }
    }

    boolean isEmpty() {
        return buffers.isEmpty();
    }

    void clear() {
        buffers.clear();
    }

    /** Writes as much as the channel takes. Returns whether nothing is left. */
    boolean writeTo(GatheringByteChannel channel) throws IOException {
        while (!buffers.isEmpty()) {
            long count = writeSome(channel);
            for (ByteBuffer first = buffers.peek(); first != null && !first.hasRemaining(); first = buffers.peek()) {
                buffers.remove();
            }
            if (count == 0) {
                return false;
            }
        }
        return true;
    }

    private long writeSome(GatheringByteChannel channel) throws IOException {
        ByteBuffer[] some = new ByteBuffer[Math.min(MOST_BUFFERS, buffers.size())];
        int count = 0;
        int room = MOST_AT_ONCE;
        for (Iterator<ByteBuffer> each = buffers.iterator(); room > 0 && count < some.length; count++) {
            ByteBuffer next = each.next();
            next.limit(next.position() + Math.min(room, next.remaining()));
            room -= next.remaining();
            some[count] = next;
        }
        long written = channel.write(some, 0, count);
        ByteBuffer last = some[count - 1];
        last.limit(last.capacity());
        return written;
    }
}
