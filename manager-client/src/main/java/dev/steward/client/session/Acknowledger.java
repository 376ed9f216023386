package dev.steward.client.session;

import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Sends what no call has told the server in time: that replies have arrived. One timer for all threads, set by the first
 * reply that finds it not set. Any thread reports; the loop sends.
 */
final class Acknowledger {

    /** How long an acknowledgement waits for a call that takes it along. */
    static final Duration PATIENCE = Duration.ofMillis(20);

    /** So many bytes of replies are acknowledged at once: a server keeps 16 MiB for a session at most. */
    private static final int HASTE_BYTES = 1 << 20;

    /** What a server counts for a reply that it keeps, besides its value. */
    private static final int COUNTED_BESIDES = 200;

    private final ScheduledExecutorService loop;
    private final Consumer<Acknowledge> sender;
    private final Queue<LogicalThread> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean set = new AtomicBoolean();
    private final AtomicInteger bytes = new AtomicInteger();

    Acknowledger(ScheduledExecutorService loop, Consumer<Acknowledge> sender) {
        this.loop = loop;
        this.sender = sender;
    }

    /**
     * A kept reply has arrived.
     *
     * @param first whether nobody sees to its thread yet: from now on this does, until {@link #send} has looked
     */
    void arrived(LogicalThread thread, boolean first, int replyBytes) {
        if (first) {
            waiting.add(thread);
            if (set.compareAndSet(false, true)) {
                LoopTasks.schedule(loop, this::send, PATIENCE.toNanos());
            }
        }
        if (bytes.addAndGet(COUNTED_BESIDES + replyBytes) > HASTE_BYTES) {
            bytes.set(0);
            LoopTasks.execute(loop, this::send);
        }
    }

    /** Has all that a thread received told once more. On the loop. */
    void again(LogicalThread thread) {
        thread.unacknowledge();
        waiting.add(thread);
    }

    /** Sends all that is due. On the loop, or at the end by whoever closes. */
    void send() {
        set.set(false);
        bytes.set(0);
        List<ThreadReceived> due = new ArrayList<>();
        LogicalThread thread = waiting.poll();
        while (thread != null) {
            Received received = thread.takeUnacknowledged();
            if (received != null) {
                due.add(new ThreadReceived(thread.id(), received));
            }
            if (due.size() == Acknowledge.MAX_THREADS) {
                sender.accept(new Acknowledge(due));
                due.clear();
            }
            thread = waiting.poll();
        }
        if (!due.isEmpty()) {
            sender.accept(new Acknowledge(due));
        }
    }
}
