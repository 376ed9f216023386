package dev.steward.server.transport;

import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The large frames of all connections of a server that have begun and are not whole, whatever protocol they are of. Together
 * they may have only so many bytes; whoever begins one more is not read until there is room, in the order in which they came,
 * and who holds room and sends nothing meanwhile is cut, the oldest first. So one client's frames never use up what others need.
 *
 * <p>Its monitor guards all of it; not held while a connection is told.
 */
public final class BegunFrames {

    private static final Duration LOOK = Duration.ofMillis(250);

    /** What has come of a frame between two looks, if others have just begun to wait, or it is idle. */
    private static final int LEAST_PROGRESS = 16 << 10;

    /** The longer others wait the more must come: that doubled so often is 1 MiB. */
    private static final int MOST_DOUBLINGS = 6;

    private static final int NOT_SEEN = -1;

    private final long mostBytes;
    private final Set<Frame> going = new LinkedHashSet<>();
    private final Deque<Frame> waiting = new ArrayDeque<>();
    private long bytes;
    private int looksWhileFull;

    /**
     * Returns those of a server: a quarter of the memory for buffers, and at least one frame.
     *
     * @param frameBytes how long a frame of the server's own protocol may be
     */
    public static BegunFrames of(Loops loops, int frameBytes) {
        BegunFrames frames = new BegunFrames(Math.max(frameBytes, PlatformDependent.maxDirectMemory() / 4));
        loops.repeat(frames::look, LOOK.toNanos());
        return frames;
    }

    /** Lets frames go on that have so many bytes together; one that is larger by itself, alone. */
    BegunFrames(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A frame that has begun, and what to do with its connection. Any thread tells the connection. */
    abstract static class Frame {
        private final int bytes;
        private volatile int received;
        /** What had come at the last look, or {@link #NOT_SEEN}. */
        private int seen = NOT_SEEN;

        Frame(int bytes) {
            this.bytes = bytes;
        }

        /** So much of it has come. */
        void received(int count) {
            received = count;
        }

        int bytes() {
            return bytes;
        }

        /** Reads no more of the connection for now. */
        abstract void pause();

        /** Reads on. */
        abstract void resume();

        /** Others wait for its room, which it does not use. */
        abstract void cut();
    }

    /** A frame has begun: it goes on, or waits for those before it. */
    void begin(Frame frame) {
        synchronized (this) {
            if (waiting.isEmpty() && fits(frame)) {
                go(frame);
                return;
            }
            waiting.add(frame);
        }
        frame.pause();
    }

    private boolean fits(Frame frame) {
        return going.isEmpty() || bytes + frame.bytes <= mostBytes;
    }

    private void go(Frame frame) {
        frame.seen = NOT_SEEN;
        going.add(frame);
        bytes += frame.bytes;
    }

    /** A frame is whole, or its connection is gone. */
    void end(Frame frame) {
        List<Frame> next;
        synchronized (this) {
            boolean waited = waiting.remove(frame);
            if (going.remove(frame)) {
                bytes -= frame.bytes;
            }
            next = nextToGo();
            if (waited) {
                // All of it came at once: what follows is to be read.
                next.add(frame);
            }
        }
        next.forEach(Frame::resume);
    }

    private List<Frame> nextToGo() {
        List<Frame> next = new ArrayList<>();
        while (!waiting.isEmpty() && fits(waiting.getFirst())) {
            looksWhileFull = 0;
            Frame first = waiting.removeFirst();
            go(first);
            next.add(first);
        }
        return next;
    }

    /** Looks who does not go on while others wait. Called by one timer, four times a second. */
    void look() {
        List<Frame> idle = new ArrayList<>();
        synchronized (this) {
            boolean full = !waiting.isEmpty();
            int least = LEAST_PROGRESS << Math.min(looksWhileFull, MOST_DOUBLINGS);
            // Those that wait only since a moment ago may not have to wait for long.
            boolean cuts = full && looksWhileFull > 0;
            long wanted = cuts ? waiting.getFirst().bytes - (mostBytes - bytes) : 0;
            for (Frame frame : going) {
                int received = frame.received;
                if (wanted > 0 && frame.seen != NOT_SEEN && received - frame.seen < least) {
                    idle.add(frame);
                    wanted -= frame.bytes;
                }
                frame.seen = received;
            }
            looksWhileFull = full ? looksWhileFull + 1 : 0;
        }
        idle.forEach(Frame::cut);
    }
}
