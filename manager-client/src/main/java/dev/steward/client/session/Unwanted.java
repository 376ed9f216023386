package dev.steward.client.session;

import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.ReceivedInPart;
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

    /** Takes an answer that came and that nobody has looked into. Any thread. */
    void add(PendingCall call, Reply reply) {
        GiveBack giveBack = new GiveBack(reply.thread(), reply.number());
        loop.execute(() -> giveBack(call, reply, giveBack));
    }

    /** Takes an answer that was decoded, as far as it could be, and then not received for that reason. Any thread. */
    void addRead(PendingCall call, Reply reply, Throwable unread) {
        boolean unopened = unread instanceof UnsupportedValueException;
        int kept = unread instanceof ReceivedInPart first ? first.received() : 0;
        GiveBack giveBack = new GiveBack(reply.thread(), reply.number(), true, unopened, kept);
        loop.execute(() -> giveBack(call, reply, giveBack));
    }

    /** Takes an answer that came in chunks, or would have: the server keeps it. Any thread. */
    void add(PendingCall call, Status status) {
        loop.execute(() -> giveBack(call, status));
    }

    private void giveBack(PendingCall call, Reply reply, GiveBack giveBack) {
        if (reply.status() == Status.OK && PendingCalls.isKept(call, reply)) {
            lifeline.sendConfirmed(giveBack, () -> calls.received(call, reply));
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
