package dev.steward.objects.session;

import dev.steward.objects.CallId;
import dev.steward.objects.Outputs;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.vocabulary.Status;

/**
 * The requests of one session as they arrive, by whichever connection: a new call is taken in for its turn, a known one is
 * not taken in twice.
 */
final class Arrivals {

    private final SessionId id;
    private final Life life;
    private final CallerThreads threads;
    private final SessionCredit credit;
    private final Replies replies;
    private final CallOrder order;

    Arrivals(SessionId id, Life life, CallerThreads threads, SessionCredit credit, Replies replies, CallOrder order) {
        this.id = id;
        this.life = life;
        this.threads = threads;
        this.credit = credit;
        this.replies = replies;
        this.order = order;
    }

    /** A request arrives, and says what its client has received. */
    void request(SessionInput.Request request, Outputs out) {
        KnownCall call = new KnownCall(new CallId(id, request.thread(), request.number()));
        call.asks(request.target(), request.operation());
        call.arguments = request.arguments();
        arrived(call, request.floor(), request.received(), request.now(), out);
    }

    /** A request arrives that is only to be answered, in its turn. */
    void refused(SessionInput.RefusedRequest request, Outputs out) {
        KnownCall call = new KnownCall(new CallId(id, request.thread(), request.number()));
        call.asks(request.target(), request.operation());
        call.answer = replies.refused(request.status(), request.sentence());
        arrived(call, request.floor(), request.received(), request.now(), out);
    }

    private void arrived(KnownCall call, long floor, Ranges received, long now, Outputs out) {
        int threadId = call.id.thread();
        long number = call.id.number();
        if (life.isEnded()) {
            out.reply(call.id, replies.refused(Status.SESSION_ENDED, "the session has ended; nothing was done"));
            return;
        }
        life.heard(now);
        if (number < 1) {
            out.cut(id, "calls are numbered from 1, not " + number);
            return;
        }
        CallerThread thread = threads.findOrBegin(threadId);
        if (thread == null) {
            out.reply(call.id, replies.refused(Status.BAD_ARGUMENT, "thread " + threadId + " has ended"));
            return;
        }
        replies.received(thread, floor, received, now, out);
        KnownCall known = thread.calls.get(number);
        if (known != null) {
            repeated(thread, known, call, now, out);
        } else if (number >= thread.next) {
            if (enter(thread, call, out)) {
                order.begin(thread, now, out);
            }
        } else if (!thread.wasReceived(number)) {
            readAgain(thread, call, now, out);
        }
        threads.forgetIfDone(thread);
    }

    private void repeated(CallerThread thread, KnownCall known, KnownCall repeat, long now, Outputs out) {
        if (known.stage == KnownCall.Stage.ANSWERED) {
            replies.repeat(known, out);
        } else if (known.stage == KnownCall.Stage.EXPECTED && enter(thread, repeat, out)) {
            credit.came();
            credit.hold(known, 0);
            replies.reply(thread, repeat, replies.cancelled(), out);
            order.begin(thread, now, out);
        }
    }

    /** The reply of a read was not kept, so a repeat reads once more. Everything else that is not kept was received. */
    private void readAgain(CallerThread thread, KnownCall call, long now, Outputs out) {
        if (call.reads() && enter(thread, call, out)) {
            order.start(thread, call, now, out);
        }
    }

    /** Takes a call in; returns false, and cuts the client, if that exceeds its credit. */
    private boolean enter(CallerThread thread, KnownCall call, Outputs out) {
        if (!credit.take(call)) {
            out.cut(id, "more calls without an answer than its credit allows: " + credit.limits());
            return false;
        }
        call.stage = KnownCall.Stage.EARLY;
        credit.hold(call, SessionCredit.bytesOf(call.arguments));
        thread.calls.put(call.id.number(), call);
        return true;
    }
}
