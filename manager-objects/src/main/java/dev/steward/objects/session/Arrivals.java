package dev.steward.objects.session;

import dev.steward.objects.CallId;
import dev.steward.objects.Operation;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Status;

/**
 * The requests of one session as they arrive, by whichever connection: a new call is taken in for its turn, a known one is
 * not taken in twice.
 */
final class Arrivals {

    private final SessionId id;
    private final Life life;
    private final CallerThreads threads;
    private final Credit credit;
    private final Replies replies;
    private final Turns turns;

    Arrivals(SessionId id, Life life, CallerThreads threads, Credit credit, Replies replies, Turns turns) {
        this.id = id;
        this.life = life;
        this.threads = threads;
        this.credit = credit;
        this.replies = replies;
        this.turns = turns;
    }

    /** A request arrives, and says what its client has received. */
    void request(SessionInput.Request request, Outputs out) {
        CallId callId = new CallId(id, request.thread(), request.number());
        if (life.isEnded()) {
            out.reply(callId, replies.refused(Status.SESSION_ENDED, "the session has ended; nothing was done"));
            return;
        }
        life.heard(request.now());
        if (request.number() < 1) {
            out.cut(id, "calls are numbered from 1, not " + request.number());
            return;
        }
        CallerThread thread = threads.findOrBegin(request.thread());
        if (thread == null) {
            out.reply(callId, replies.refused(Status.BAD_ARGUMENT, "thread " + request.thread() + " has ended"));
            return;
        }
        replies.received(thread, request.floor(), request.received(), request.now(), out);
        Call known = thread.calls.get(request.number());
        if (known != null) {
            repeated(thread, known, request, out);
        } else if (request.number() >= thread.next) {
            Call call = new Call(callId);
            if (enter(thread, call, request, out)) {
                turns.begin(thread, request.now(), out);
            }
        } else if (!thread.wasReceived(request.number())) {
            readAgain(thread, callId, request, out);
        }
        threads.forgetIfDone(thread);
    }

    private void repeated(CallerThread thread, Call known, SessionInput.Request request, Outputs out) {
        if (known.stage == Call.Stage.ANSWERED) {
            replies.repeat(known, out);
        } else if (known.stage == Call.Stage.EXPECTED && enter(thread, known, request, out)) {
            credit.came();
            replies.reply(thread, known, replies.cancelled(), out);
            turns.begin(thread, request.now(), out);
        }
    }

    /** The reply of a read was not kept, so a repeat reads once more. Everything else that is not kept was received. */
    private void readAgain(CallerThread thread, CallId callId, SessionInput.Request request, Outputs out) {
        Call call = new Call(callId);
        describe(call, request);
        if (call.reads() && enter(thread, call, request, out)) {
            turns.start(thread, call, request.now(), out);
        }
    }

    private static void describe(Call call, SessionInput.Request request) {
        call.target = request.target();
        call.code = request.operation();
        call.operation = call.isUsers() ? null : Operation.of(request.operation());
        call.arguments = request.arguments();
    }

    /** Takes a call in; returns false, and cuts the client, if that exceeds its credit. */
    private boolean enter(CallerThread thread, Call call, SessionInput.Request request, Outputs out) {
        describe(call, request);
        if (!credit.take(call)) {
            out.cut(id, "more calls without an answer than its credit allows: " + credit.limits());
            return false;
        }
        call.stage = Call.Stage.EARLY;
        thread.calls.put(call.id.number(), call);
        return true;
    }
}
