package dev.steward.client.session;

import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.SessionTerms;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a session alive and tells when it no longer does: heartbeats, the fence that their answers hold open, and
 * the messages that an answered heartbeat confirms. On the loop only, but for {@link #isFenced}.
 */
final class Lifeline {

    private final ScheduledExecutorService loop;
    private final Duration interval;
    private final Fence fence;
    private final Consumer<Message> sender;
    private final Runnable beforeBeat;
    private final Runnable whenFenced;
    private final Heartbeats heartbeats = new Heartbeats();
    private final Unconfirmed unconfirmed = new Unconfirmed();
    private @Nullable ScheduledFuture<?> pulse;
    private @Nullable ScheduledFuture<?> watch;

    /**
     * A lifeline that begins when the session is {@link #entered}.
     *
     * @param interval how often to send a heartbeat
     * @param askedAt the {@link System#nanoTime} at which the session was asked for
     * @param sender sends if there is a link, else drops
     * @param beforeBeat runs before each heartbeat: what happens as often as that
     * @param whenFenced runs when the fence closes
     */
    Lifeline(
            ScheduledExecutorService loop,
            SessionTerms terms,
            Duration interval,
            long askedAt,
            Consumer<Message> sender,
            Runnable beforeBeat,
            Runnable whenFenced) {
        this.loop = loop;
        this.interval = interval;
        this.fence = new Fence(terms, askedAt);
        this.sender = sender;
        this.beforeBeat = beforeBeat;
        this.whenFenced = whenFenced;
    }

    /** Returns whether this process can no longer be sure that the server takes it as alive. Any thread. */
    boolean isFenced() {
        return fence.isClosed(System.nanoTime());
    }

    /** A stay in the session has begun by a request that was sent at that time, to which the heartbeats add theirs. */
    void entered(SessionTerms terms, long sentAt) {
        fence.entered(terms, sentAt);
        stop();
        // A server that took long to answer has used up some of the time that its answer holds the fence open.
        long first = Math.max(0, interval.toNanos() - (System.nanoTime() - sentAt));
        pulse = loop.scheduleAtFixedRate(this::beat, first, interval.toNanos(), TimeUnit.NANOSECONDS);
        watch();
    }

    /** The last connection broke at that time. */
    void broken(long at) {
        stop();
        fence.broken(at);
        watch();
    }

    /** The heartbeat of that tick was answered. */
    void answered(long tick) {
        heartbeats.answered(tick).ifPresent(fence::answered);
        unconfirmed.answered(tick);
    }

    /** Sends a message that must arrive; a heartbeat after it tells when it has, and after a break it is sent again. */
    void sendConfirmed(Message message, Runnable whenConfirmed) {
        unconfirmed.add(message, heartbeats.nextTick(), whenConfirmed);
        sender.accept(message);
    }

    /** Returns what a broken link may have lost, to be sent first on the next. */
    List<Message> unconfirmed() {
        return unconfirmed.again(heartbeats.nextTick());
    }

    /** Sends a heartbeat out of turn. */
    void ask() {
        sender.accept(heartbeats.next(System.nanoTime()));
    }

    /** Watches the fence again after it was closed and has opened. */
    void watch() {
        ScheduledFuture<?> former = watch;
        if (former != null) {
            former.cancel(false);
        }
        long left = fence.remaining(System.nanoTime());
        watch = loop.schedule(this::look, Math.max(0, left), TimeUnit.NANOSECONDS);
    }

    private void look() {
        if (isFenced()) {
            whenFenced.run();
        } else {
            watch();
        }
    }

    private void beat() {
        beforeBeat.run();
        ask();
    }

    /** Ends the timers. */
    void stop() {
        for (ScheduledFuture<?> timer : new ScheduledFuture<?>[] {pulse, watch}) {
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }
}
