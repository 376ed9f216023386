package dev.steward.client.session;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.ReceivedInPart;
import dev.steward.vocabulary.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Answers that nobody waits for any more: what they took from their objects is given back. Any thread brings them, the
 * loop gives back. Each counts as received only when the server has undone it: told before, it would be gone for good.
 */
final class Unwanted {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ScheduledExecutorService loop;
    private final PendingCalls calls;
    private final Lifeline lifeline;

    Unwanted(ScheduledExecutorService loop, PendingCalls calls, Lifeline lifeline) {
        this.loop = loop;
        this.calls = calls;
        this.lifeline = lifeline;
    }

    /** Takes a call that has ended and whose answer nobody wants, or can read. Any thread. */
    void add(PendingCall call) {
        if (call.isRefused()) {
            // Given back already, when it was refused.
            return;
        }
        if (call.isUnread()) {
            add(call, Status.OK);
            return;
        }
        Reply reply = call.answer();
        if (call.takes(reply)) {
            add(call, reply);
        }
    }

    /** Takes an answer that came and that nobody has looked into. Any thread. */
    void add(PendingCall call, Reply reply) {
        GiveBack giveBack = new GiveBack(reply.thread(), reply.number());
        LoopTasks.execute(loop, () -> giveBack(call, reply, giveBack, () -> {}));
    }

    /**
     * Takes an answer that was decoded, as far as it could be, and then not received for that reason. Waits until the server
     * has undone it, two seconds at most: a later call of the thread may come by another connection, and must not find what
     * it took still with this one. Not on the loop.
     */
    void addRead(PendingCall call, Reply reply, Throwable unread) {
        CountDownLatch undone = new CountDownLatch(1);
        boolean unopened = unread instanceof UnsupportedValueException;
        int kept = unread instanceof ReceivedInPart first ? first.received() : 0;
        GiveBack giveBack = new GiveBack(reply.thread(), reply.number(), true, unopened, kept);
        boolean isAsked = LoopTasks.execute(loop, () -> {
            giveBack(call, reply, giveBack, undone::countDown);
            lifeline.ask();
        });
        if (!isAsked) {
            return;
        }
        boolean interrupted = false;
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (long left = PATIENCE.toNanos(); left > 0; left = end - System.nanoTime()) {
            try {
                if (undone.await(left, TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes an answer that came in chunks, or would have: the server keeps it. Any thread. */
    void add(PendingCall call, Status status) {
        LoopTasks.execute(loop, () -> giveBack(call, status));
    }

    private void giveBack(PendingCall call, Reply reply, GiveBack giveBack, Runnable whenUndone) {
        if (reply.status() == Status.OK && PendingCalls.isKept(call, reply)) {
            lifeline.sendConfirmed(giveBack, () -> {
                calls.received(call, reply);
                whenUndone.run();
            });
        } else {
            calls.received(call, reply);
            whenUndone.run();
        }
    }

    /** As {@link #add(PendingCall, Status)}, at once. On the loop. */
    void giveBack(PendingCall call, Status status) {
        if (status == Status.OK) {
            lifeline.sendConfirmed(
                    new GiveBack(call.thread().id(), call.number()), () -> calls.received(call, true, 0));
        } else {
            calls.received(call, true, 0);
        }
    }
}
