package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.GroupId;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Value;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The order of one session's calls: each begins in its turn among those of its thread, goes to its object or its lane,
 * and ends with the answer from there. What is under way outlives the session, and so do the references among its arguments.
 */
final class CallOrder {

    private final SessionId id;
    private final Life life;
    private final CallerThreads threads;
    private final Traces traces;
    private final SessionCredit credit;
    private final Replies replies;
    /** Calls that were sent on and are not answered. */
    private int underWay;

    CallOrder(SessionId id, Life life, CallerThreads threads, Traces traces, SessionCredit credit, Replies replies) {
        this.id = id;
        this.life = life;
        this.threads = threads;
        this.traces = traces;
        this.credit = credit;
        this.replies = replies;
    }

    // A call begins.

    /** Begins the calls of a thread whose turn it is. */
    void begin(CallerThread thread, long now, Outputs out) {
        for (KnownCall call = thread.calls.get(thread.next); call != null; call = thread.calls.get(thread.next)) {
            if (call.stage == KnownCall.Stage.EXPECTED || thread.pinning != null) {
                return;
            }
            if (call.stage == KnownCall.Stage.EARLY) {
                if (thread.unbegun > 0 && !thread.heldTo.equals(call.target)) {
                    return;
                }
                thread.next++;
                start(thread, call, now, out);
            } else {
                thread.next++;
            }
        }
        if (thread.ended) {
            tellEnded(thread, now, out);
        }
    }

    /** Tells of a thread's end behind the last of its calls, so that none of them takes a lock after it. */
    private void tellEnded(CallerThread thread, long now, Outputs out) {
        Set<ObjectId> locks = thread.locks;
        if (locks != null && thread.pinning == null) {
            for (ObjectId object : locks) {
                out.forward(GroupId.of(object), new ObjectInput.ThreadEnded(now, id, thread.id));
            }
            thread.locks = null;
        }
    }

    /** Begins a call, whether it is its turn or not. */
    void start(CallerThread thread, KnownCall call, long now, Outputs out) {
        Answer refusal = call.answer;
        if (credit.isExhausted(call) && !call.needsNoCredit()) {
            String sentence = "replies of more than " + credit.limits().maxKeptBytes() + " bytes are not acknowledged ("
                    + Limits.named("KEPT_BYTES") + "): read what was asked for before asking for more";
            replies.reply(thread, call, replies.refused(Status.OVERLOADED, sentence), out);
        } else if (refusal != null) {
            replies.reply(thread, call, refusal, out);
        } else if (call.operation == null && !call.isUsers()) {
            String sentence = "there is no operation with the number " + call.code;
            replies.reply(thread, call, replies.refused(Status.NO_SUCH_OPERATION, sentence), out);
        } else {
            List<ObjectId> references = references(call.arguments);
            underWay++;
            if (references.isEmpty()) {
                send(thread, call, now, out);
            } else {
                call.stage = KnownCall.Stage.PINNING;
                thread.pinning = call;
                out.forward(GroupId.DIRECTORY, new DirectoryInput.Pin(now, call.id, references));
            }
        }
    }

    private static List<ObjectId> references(List<Value> arguments) {
        List<ObjectId> references = List.of();
        for (Value argument : arguments) {
            if (!argument.references().isEmpty()) {
                references = new ArrayList<>(references);
                references.addAll(argument.references());
            }
        }
        return references;
    }

    /** The directory keeps the references of a call alive, or cannot. */
    void pinned(SessionInput.Pinned pinned, Outputs out) {
        CallerThread thread = threads.find(pinned.call().thread());
        KnownCall call = thread == null ? null : thread.calls.get(pinned.call().number());
        if (thread == null || call == null || call.stage != KnownCall.Stage.PINNING) {
            return;
        }
        thread.pinning = null;
        call.pinned = pinned.missing() == null;
        if (life.isEnded() || call.cancelled || pinned.missing() != null) {
            Answer answer = pinned.missing() == null
                    ? replies.cancelled()
                    : replies.refused(
                            Status.NO_SUCH_OBJECT,
                            "an argument refers to object " + pinned.missing() + ", which is no more");
            complete(thread, call, answer, pinned.now(), out);
        } else {
            send(thread, call, pinned.now(), out);
            begin(thread, pinned.now(), out);
        }
    }

    private void send(CallerThread thread, KnownCall call, long now, Outputs out) {
        call.stage = KnownCall.Stage.RUNNING;
        List<Value> arguments = call.arguments;
        if (!call.readsOfServer()) {
            call.arguments = List.of();
        }
        Operation operation = call.operation;
        if (operation == null) {
            credit.inLane(call);
            out.callUser(call.id, call.target, call.code, arguments);
            return;
        }
        credit.hold(call, 0);
        if (operation.leavesTraces() && !call.target.equals(ObjectId.DIRECTORY)) {
            Touch touch = touch(call.target, now, out);
            touch.underWay++;
            call.touch = touch;
            noteLock(thread, operation, call.target);
        }
        // A read that runs again is out of turn already.
        if (call.id.number() == thread.next - 1) {
            call.holdsBack = true;
            thread.unbegun++;
            thread.heldTo = call.target;
        }
        out.forward(GroupId.ofTarget(call.target), new Invoke(now, call.id, call.target, operation, arguments));
    }

    private Touch touch(ObjectId object, long now, Outputs out) {
        return traces.touch(object, () -> {
            if (life.isSuspended()) {
                out.forward(GroupId.of(object), new ObjectInput.SessionSuspended(now, id));
            }
        });
    }

    private void noteLock(CallerThread thread, Operation operation, ObjectId object) {
        if (operation.belongsToThread()) {
            thread.mayLock(object, traces.objects());
        }
    }

    /** A lane calls an object of the machine in the name of its caller, out of all turns. */
    void invokeAs(SessionInput.InvokeAs invoke, Outputs out) {
        CallId callId = new CallId(id, invoke.thread(), invoke.number());
        if (life.isEnded()) {
            out.reply(
                    callId,
                    replies.refused(Status.SESSION_ENDED, "the session of the caller has ended; nothing was done"));
            return;
        }
        CallerThread thread = threads.find(invoke.thread());
        if (invoke.operation().belongsToThread() && (thread == null || thread.ended)) {
            out.reply(callId, replies.refused(Status.CANCELLED, "the thread that called has ended"));
            return;
        }
        if (invoke.operation().leavesTraces()) {
            touch(invoke.target(), invoke.now(), out).byLane = true;
            if (thread != null) {
                noteLock(thread, invoke.operation(), invoke.target());
            }
        }
        out.forward(
                GroupId.ofTarget(invoke.target()),
                new Invoke(invoke.now(), callId, invoke.target(), invoke.operation(), invoke.arguments()));
    }

    // A call has begun, and ends.

    /** A call has begun and waits: it holds back nothing any more. */
    void waits(SessionInput.Waits waits, Outputs out) {
        CallerThread thread = threads.find(waits.call().thread());
        KnownCall call = thread == null ? null : thread.calls.get(waits.call().number());
        if (thread != null && call != null && call.stage == KnownCall.Stage.RUNNING) {
            begun(thread, call);
            if (!life.isEnded()) {
                begin(thread, waits.now(), out);
            }
        }
    }

    private static void begun(CallerThread thread, KnownCall call) {
        if (call.holdsBack) {
            call.holdsBack = false;
            thread.unbegun--;
        }
    }

    /** The answer to a call that was under way. */
    void answered(SessionInput.Answered answered, Outputs out) {
        CallerThread thread = threads.find(answered.call().thread());
        KnownCall call =
                thread == null ? null : thread.calls.get(answered.call().number());
        if (thread != null && call != null && call.stage == KnownCall.Stage.RUNNING) {
            complete(thread, call, answered.answer(), answered.now(), out);
        }
    }

    private void complete(CallerThread thread, KnownCall call, Answer answer, long now, Outputs out) {
        underWay--;
        begun(thread, call);
        Touch touch = call.touch;
        if (touch != null) {
            touch.underWay--;
            call.touch = null;
        }
        if (call.pinned) {
            call.pinned = false;
            out.forward(GroupId.DIRECTORY, new DirectoryInput.Unpin(now, call.id));
        }
        if (life.isEnded()) {
            credit.hold(call, 0);
            thread.calls.remove(call.id.number());
            leaveIfDone(now, out);
            return;
        }
        if (call.unwanted) {
            replies.takeBack(call, answer, now, out);
            replies.reply(thread, call, replies.cancelled(), out);
        } else {
            replies.reply(thread, call, answer, out);
        }
        begin(thread, now, out);
        threads.forgetIfDone(thread);
    }

    // The server goes on in another process, or the session ends.

    /**
     * The lanes are gone with the process that had them: what only asks that process is asked of the next one. All else ends,
     * and nobody knows how far it came.
     */
    void lanesGone(long now, Outputs out) {
        List<KnownCall> gone = new ArrayList<>();
        for (CallerThread thread : threads.all()) {
            for (KnownCall call : thread.calls.items()) {
                if (call.stage == KnownCall.Stage.RUNNING && call.isUsers()) {
                    gone.add(call);
                }
            }
        }
        for (KnownCall call : gone) {
            CallerThread thread = threads.find(call.id.thread());
            if (call.readsOfServer() && !life.isEnded()) {
                out.callUser(call.id, call.target, call.code, call.arguments);
            } else if (thread != null) {
                String sentence = "the server was started anew while it ran: what it did until then stands,"
                        + " and whether that was all is not known";
                complete(thread, call, replies.refused(Status.INTERRUPTED, sentence), now, out);
            }
        }
    }

    /** Drops what has not begun and stops the lanes, and what waits for its turn: the session has ended. */
    void end(long now, Outputs out) {
        for (CallerThread thread : threads.all()) {
            for (KnownCall call : thread.calls.items()) {
                if (!call.isUnderWay()) {
                    credit.hold(call, 0);
                    thread.calls.remove(call.id.number());
                } else if (call.stage == KnownCall.Stage.RUNNING && call.isUsers()) {
                    out.cancelUser(call.id);
                } else if (call.stage == KnownCall.Stage.RUNNING && call.takesTurns()) {
                    out.forward(GroupId.ofTarget(call.target), new ObjectInput.Cancel(now, call.id));
                }
            }
        }
        leaveIfDone(now, out);
    }

    /** The references go last: until the last call is answered, its arguments may still be stored somewhere. */
    private void leaveIfDone(long now, Outputs out) {
        if (underWay == 0) {
            out.forward(GroupId.DIRECTORY, new SessionEnded(now, id, life.hasDied()));
            out.removed(id);
        }
    }

    void save(StateWriter writer) {
        writer.writeInt(underWay);
    }

    void load(StateReader reader) {
        underWay = reader.readInt();
    }
}
