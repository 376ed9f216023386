package dev.steward.objects.session;

import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wishes of one session's client that a call end early, and that a result which nobody waits for goes back. Each may
 * come before its call, while that is on its way, or after its reply.
 */
final class Cancels {

    private final SessionId id;
    private final Life life;
    private final CallerThreads threads;
    private final SessionCredit credit;
    private final Replies replies;
    private final CallOrder order;

    Cancels(SessionId id, Life life, CallerThreads threads, SessionCredit credit, Replies replies, CallOrder order) {
        this.id = id;
        this.life = life;
        this.threads = threads;
        this.credit = credit;
        this.replies = replies;
        this.order = order;
    }

    /** Ends a call as soon as it can be. */
    void cancel(SessionInput.CancelRequest request, Outputs out) {
        life.heard(request.now());
        stop(request.thread(), request.number(), null, request.now(), out);
    }

    /** Ends a call as soon as it can be, and takes its result back. */
    void giveBack(SessionInput.GiveBackRequest request, Outputs out) {
        life.heard(request.now());
        stop(request.thread(), request.number(), request, request.now(), out);
    }

    private void stop(
            int threadId, long number, SessionInput.@Nullable GiveBackRequest giveBack, long now, Outputs out) {
        CallerThread thread = threads.find(threadId);
        if (life.isEnded() || number < 1) {
            return;
        }
        KnownCall call = thread == null ? null : thread.calls.get(number);
        if (thread == null || call == null) {
            expect(threadId, number, out);
            return;
        }
        call.cancelled = true;
        switch (call.stage) {
            case EXPECTED -> {}
            case EARLY -> {
                replies.reply(thread, call, replies.cancelled(), out);
                order.begin(thread, now, out);
            }
            case PINNING -> call.unwanted |= giveBack != null;
            case RUNNING -> {
                call.unwanted |= giveBack != null;
                stop(call, now, out);
            }
            case ANSWERED -> {
                if (giveBack != null) {
                    replies.giveBack(thread, call, giveBack, out);
                }
            }
        }
        threads.forgetIfDone(thread);
    }

    /** A cancel may come by another connection and overtake its call. */
    private void expect(int threadId, long number, Outputs out) {
        CallerThread thread = threads.findOrBegin(threadId);
        if (thread == null || number < thread.next) {
            return;
        }
        if (!credit.expect()) {
            out.cut(id, "more cancels of calls that never came than its credit allows");
            return;
        }
        KnownCall call = new KnownCall(new CallId(id, threadId, number));
        call.cancelled = true;
        credit.hold(call, SessionCredit.bytesOf(List.of()));
        thread.calls.put(number, call);
    }

    private static void stop(KnownCall call, long now, Outputs out) {
        if (call.operation == null) {
            out.cancelUser(call.id);
        } else if (call.mayWait() || call.takesTurns()) {
            out.forward(GroupId.ofTarget(call.target), new ObjectInput.Cancel(now, call.id));
        }
    }
}
