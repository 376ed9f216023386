package dev.steward.client.session;

import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Status;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Answers that nobody waits for any more: what they took from their objects is given back. Any thread brings them, the
 * loop gives back. Each counts as received only when the server has undone it: told before, it would be gone for good.
 */
final class Unwanted {

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

    /** Takes an answer that came. Any thread. */
    void add(PendingCall call, Reply reply) {
        loop.execute(() -> giveBack(call, reply));
    }

    /** Takes an answer that came in chunks, or would have: the server keeps it. Any thread. */
    void add(PendingCall call, Status status) {
        loop.execute(() -> giveBack(call, status));
    }

    private void giveBack(PendingCall call, Reply reply) {
        if (reply.status() == Status.OK && PendingCalls.isKept(call, reply)) {
            lifeline.sendConfirmed(new GiveBack(reply.thread(), reply.number()), () -> calls.received(call, reply));
        } else {
            calls.received(call, reply);
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
