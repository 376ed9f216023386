package dev.steward.server.session;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The large answers of one session that only tell something. So many bytes of them are on their way to the client at a time;
 * the others wait as the machine has them, which copies nothing, until those before them have been read. Any thread; its
 * monitor is held for a few instructions, and never while something is sent.
 */
final class Outflow {

    private final long mostBytes;
    private final Executor workers;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private long onTheirWay;
    private long held;
    private long entering;

    /** An answer that is not on its way, what it costs to keep it so, and what sends it. */
    private record Waiting(long bytes, long cost, Runnable sending) {}

    /**
     * Nothing yet.
     *
     * @param mostBytes so many at a time, or one answer that is larger
     * @param workers send what had to wait
     */
    Outflow(long mostBytes, Executor workers) {
        this.mostBytes = mostBytes;
        this.workers = workers;
    }

    /**
     * Sends an answer, now or when others have gone.
     *
     * @param bytes how many bytes it has
     * @param cost how much memory it takes while it waits
     * @param sending sends it, and sees to it that it is {@link #gone} at last
     * @return false if those that wait would take too much memory: it is not sent
     */
    boolean send(long bytes, long cost, Runnable sending) {
        synchronized (this) {
            if (!waiting.isEmpty() || !hasRoomFor(bytes)) {
                if (held + cost > mostBytes) {
                    return false;
                }
                held += cost;
                waiting.add(new Waiting(bytes, cost, sending));
                return true;
            }
            onTheirWay += bytes;
        }
        sending.run();
        return true;
    }

    /**
     * An answer was made that a worker will {@link #send}.
     *
     * @param cost how much memory it takes until {@link #entered}
     * @return false if those that wait would take too much memory: it is not to be sent
     */
    synchronized boolean enter(long cost) {
        if (entering > 0 && entering + held + cost > mostBytes) {
            return false;
        }
        entering += cost;
        return true;
    }

    /** A worker has come for such an answer. */
    synchronized void entered(long cost) {
        entering -= cost;
    }

    /** Returns whether answers wait, so that none should be made that costs much memory. */
    synchronized boolean isBehind() {
        return !waiting.isEmpty() || onTheirWay > mostBytes;
    }

    private boolean hasRoomFor(long bytes) {
        return onTheirWay == 0 || onTheirWay + bytes <= mostBytes;
    }

    /** An answer of so many bytes was read, or never will be. */
    void gone(long bytes) {
        synchronized (this) {
            onTheirWay -= bytes;
        }
        for (Waiting next = next(); next != null; next = next()) {
            workers.execute(next.sending);
        }
    }

    private synchronized @Nullable Waiting next() {
        Waiting first = waiting.peek();
        if (first == null || !hasRoomFor(first.bytes)) {
            return null;
        }
        waiting.remove();
        held -= first.cost;
        onTheirWay += first.bytes;
        return first;
    }

    /** The session has ended, or its client is away: what waits is not sent any more. */
    synchronized void clear() {
        waiting.clear();
        held = 0;
    }
}
