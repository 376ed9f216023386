package dev.steward.client.session;

import dev.steward.protocol.message.Heartbeat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;

/** When which heartbeat was sent. On the loop only. */
final class Heartbeats {

    /** Older ones than this many are forgotten: their answers would say nothing new. */
    private static final int REMEMBERED = 64;

    private record Sent(long tick, long at) {}

    private final Deque<Sent> sent = new ArrayDeque<>();
    private long nextTick;

    /** Returns the tick of the next heartbeat. */
    long nextTick() {
        return nextTick;
    }

    /** Makes the next heartbeat, sent at that {@link System#nanoTime}. */
    Heartbeat next(long now) {
        if (sent.size() == REMEMBERED) {
            sent.remove();
        }
        sent.add(new Sent(nextTick, now));
        return new Heartbeat(nextTick++);
    }

    /** Returns when the heartbeat of that tick was sent; empty if it is not remembered. */
    OptionalLong answered(long tick) {
        Sent oldest = sent.peek();
        while (oldest != null && oldest.tick < tick) {
            sent.remove();
            oldest = sent.peek();
        }
        return oldest == null || oldest.tick != tick ? OptionalLong.empty() : OptionalLong.of(oldest.at);
    }
}
