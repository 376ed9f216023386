package dev.steward.client.transport;

import dev.steward.face.callback.CallbackRun;
import dev.steward.face.callback.Callbacks;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.transport.Polling;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits to go out on a shared connection. Any thread leaves messages; the loop writes all that have gathered and flushes
 * once. A message of a callback that others follow makes the loop wait a moment for theirs.
 */
final class SendQueue {

    /** So many messages go out without waiting for more: the server may as well begin. */
    static final int FULL = 64;

    /** So long a message waits for those of callbacks that follow, which may be busy with something else. */
    static final long LONGEST_NANOS = 50_000;

    private final LongSupplier nanoTime;
    private final BooleanSupplier letOthersRun;
    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean draining = new AtomicBoolean();
    /** The callbacks of which something came since the last flush, if more of them followed. */
    private volatile @Nullable CallbackRun sender;

    /** The way out of it. On the loop only. */
    interface Exit {

        /** Returns whether another message may be written before a flush. */
        boolean takesMore();

        /** Writes a message. */
        void write(Message message);

        /** Sends what was written; returns whether all of it has gone, so that more may be written. */
        boolean flush();
    }

    SendQueue() {
        this(System::nanoTime, Polling::letOthersRun);
    }

    /**
     * An queue for tests.
     *
     * @param nanoTime the clock
     * @param letOthersRun as {@link Polling#letOthersRun}
     */
    SendQueue(LongSupplier nanoTime, BooleanSupplier letOthersRun) {
        this.nanoTime = nanoTime;
        this.letOthersRun = letOthersRun;
    }

    /** Leaves a message; returns whether nobody drains it, so that the caller is to have the loop do so. */
    boolean add(Message message) {
        waiting.add(message);
        CallbackRun run = Callbacks.currentRun();
        if (run != null && run != sender) {
            sender = run;
        }
        return !draining.get() && draining.compareAndSet(false, true);
    }

    /** Drops what waits; whoever adds something after that is told to have it drained. */
    void clear() {
        waiting.clear();
        draining.set(false);
    }

    /** Returns whether the loop is to drain it, or to go on where an exit took no more. */
    boolean isDraining() {
        return draining.get();
    }

    /** Writes what has gathered. If the exit does not take all of it, to be called again once it does. */
    void drain(Exit exit) {
        do {
            if (writeBatch(exit) && !exit.flush()) {
                return;
            }
            draining.set(false);
            // A message that came between the last look and the flag above would wait for the next one.
        } while (!waiting.isEmpty() && draining.compareAndSet(false, true));
    }

    /** Writes what has gathered, with what the callbacks that sent some of it send in the next moment. */
    private boolean writeBatch(Exit exit) {
        int written = writeWaiting(exit);
        CallbackRun run = sender;
        if (run != null) {
            sender = null;
            long begun = nanoTime.getAsLong();
            boolean othersRan = false;
            while (!othersRan
                    && written < FULL
                    && exit.takesMore()
                    && run.goesOn()
                    && nanoTime.getAsLong() - begun < LONGEST_NANOS) {
                // If somebody did run this was long enough for the callbacks too.
                othersRan = letOthersRun.getAsBoolean();
                written += writeWaiting(exit);
            }
            // What they sent while the loop looked elsewhere for the last time.
            written += writeWaiting(exit);
        }
        return written > 0;
    }

    private int writeWaiting(Exit exit) {
        int written = 0;
        while (exit.takesMore()) {
            Message message = waiting.poll();
            if (message == null) {
                break;
            }
            exit.write(message);
            written++;
        }
        return written;
    }
}
