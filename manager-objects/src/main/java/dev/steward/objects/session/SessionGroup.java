package dev.steward.objects.session;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.DirectoryInput;
import dev.steward.objects.Event;
import dev.steward.objects.Group;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Operation;
import dev.steward.objects.Outputs;
import dev.steward.objects.Ranges;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.SessionLimits;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.Status;
import dev.steward.objects.TimePassed;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One session. Lets each call of a logical thread begin once and in its turn, whichever connection brings it; keeps
 * replies until they are acknowledged; remembers where it may have left traces, and tells those objects when the client
 * is away, back, or gone.
 *
 * <p>A call begins only when those before it in its thread have: were answered, are known to wait, or are on the same way
 * to the same object, where nothing overtakes. A call of a user's object holds back nothing, as a call that waits.
 */
public final class SessionGroup implements Group {

    private final Values values;
    private final SessionId id;
    private final LongMap<CallerThread> threads = new LongMap<>();
    private final NumberSet endedThreads = new NumberSet();
    private final Traces traces = new Traces();
    private final Life life = new Life();
    private final Credit credit = new Credit();

    private SessionLimits limits = SessionLimits.DEFAULT;
    /** Calls that were sent on and are not answered. */
    private int underWay;

    /** Makes the group of a session, whose first input is {@link SessionInput.OpenSession}. */
    public SessionGroup(Values values, SessionId id) {
        this.values = values;
        this.id = id;
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof SessionInput.Request request) {
            request(request, out);
        } else if (input instanceof SessionInput.Answered answered) {
            answered(answered, out);
        } else if (input instanceof SessionInput.Waits waits) {
            waits(waits, out);
        } else if (input instanceof SessionInput.Acknowledge acknowledge) {
            acknowledge(acknowledge, out);
        } else if (input instanceof SessionInput.Heartbeat heartbeat) {
            life.heard(heartbeat.now());
        } else if (input instanceof SessionInput.CancelRequest cancel) {
            cancel(cancel.thread(), cancel.number(), false, cancel.now(), out);
        } else if (input instanceof SessionInput.GiveBackRequest giveBack) {
            cancel(giveBack.thread(), giveBack.number(), true, giveBack.now(), out);
        } else if (input instanceof SessionInput.Pinned pinned) {
            pinned(pinned, out);
        } else if (input instanceof SessionInput.InvokeAs invoke) {
            invokeAs(invoke, out);
        } else if (input instanceof SessionInput.Untouched untouched) {
            traces.forget(untouched.object());
        } else if (input instanceof SessionInput.ThreadsEnded ended) {
            threadsEnded(ended, out);
        } else {
            live(input, out);
        }
    }

    // Its life.

    private void live(Input input, Outputs out) {
        if (life.isEnded()) {
            return;
        }
        if (input instanceof SessionInput.OpenSession open) {
            life.begin(open.now(), open.lease(), open.resumeWindow());
            limits = open.limits();
            wish(out);
        } else if (input instanceof SessionInput.SuspendSession suspend) {
            suspend(suspend.now(), out);
        } else if (input instanceof SessionInput.ResumeSession resume) {
            resume(resume.now(), out);
        } else if (input instanceof SessionInput.EndSession end) {
            end(end.now(), end.reason(), out);
        } else if (input instanceof TimePassed time) {
            timePassed(time.now(), out);
        }
    }

    private void suspend(long now, Outputs out) {
        if (life.isSuspended()) {
            return;
        }
        life.become(Life.State.SUSPENDED, now);
        out.event(new Event.Suspended(id));
        if (life.endsWithItsConnections()) {
            end(now, "its last connection broke", out);
            return;
        }
        traces.tell(() -> new ObjectInput.SessionSuspended(now, id), out);
        wish(out);
    }

    private void resume(long now, Outputs out) {
        if (life.isOpen()) {
            life.heard(now);
            return;
        }
        life.become(Life.State.OPEN, now);
        out.event(new Event.Resumed(id));
        traces.tell(() -> new ObjectInput.SessionResumed(now, id), out);
        wish(out);
    }

    private void timePassed(long now, Outputs out) {
        if (now < life.deadline()) {
            wish(out);
        } else {
            end(now, life.isOpen() ? "no sign of life for its lease" : "it did not resume in time", out);
        }
    }

    private void wish(Outputs out) {
        out.wakeAt(id, life.deadline());
    }

    private void end(long now, String reason, Outputs out) {
        life.become(Life.State.ENDED, now);
        out.event(new Event.Ended(id, reason));
        traces.tell(() -> new SessionEnded(now, id), out);
        for (CallerThread thread : threads.items()) {
            for (Call call : thread.calls.items()) {
                if (!call.isUnderWay()) {
                    thread.calls.remove(call.id.number());
                } else if (call.stage == Call.Stage.RUNNING && call.isUsers()) {
                    out.cancelUser(call.id);
                }
            }
        }
        leaveIfDone(now, out);
    }

    /** The references go last: until the last call is answered, its arguments may still be stored somewhere. */
    private void leaveIfDone(long now, Outputs out) {
        if (underWay == 0) {
            out.forward(GroupId.DIRECTORY, new SessionEnded(now, id));
            out.removed(id);
        }
    }

    // Calls come in.

    private void request(SessionInput.Request request, Outputs out) {
        CallId callId = new CallId(id, request.thread(), request.number());
        if (life.isEnded()) {
            out.reply(callId, refused(Status.SESSION_ENDED, "the session has ended; nothing was done"));
            return;
        }
        life.heard(request.now());
        if (request.number() < 1) {
            out.cut(id, "calls are numbered from 1, not " + request.number());
            return;
        }
        CallerThread thread = threads.get(request.thread());
        if (thread == null) {
            if (endedThreads.contains(request.thread())) {
                out.reply(callId, refused(Status.BAD_ARGUMENT, "thread " + request.thread() + " has ended"));
                return;
            }
            thread = new CallerThread(request.thread());
            threads.put(request.thread(), thread);
        }
        received(thread, request.floor(), request.received(), request.now(), out);
        Call known = thread.calls.get(request.number());
        if (known != null) {
            repeated(thread, known, request, out);
        } else if (request.number() >= thread.next) {
            Call call = new Call(callId);
            if (enter(thread, call, request, out)) {
                begin(thread, request.now(), out);
            }
        } else if (!thread.wasReceived(request.number())) {
            readAgain(thread, callId, request, out);
        }
        forgetIfDone(thread);
    }

    private void repeated(CallerThread thread, Call known, SessionInput.Request request, Outputs out) {
        if (known.stage == Call.Stage.ANSWERED && known.answer != null) {
            out.reply(known.id, known.answer);
        } else if (known.stage == Call.Stage.EXPECTED && enter(thread, known, request, out)) {
            credit.came();
            answerItself(thread, known, cancelled(), out);
            begin(thread, request.now(), out);
        }
    }

    /** The reply of a read was not kept, so a repeat reads once more. Everything else that is not kept was received. */
    private void readAgain(CallerThread thread, CallId callId, SessionInput.Request request, Outputs out) {
        Call call = new Call(callId);
        describe(call, request);
        if (call.reads() && enter(thread, call, request, out)) {
            start(thread, call, request.now(), out);
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
        if (!credit.take(call, limits)) {
            out.cut(id, "more calls without an answer than its credit allows: " + limits);
            return false;
        }
        call.stage = Call.Stage.EARLY;
        thread.calls.put(call.id.number(), call);
        return true;
    }

    // Calls begin.

    /** Begins the calls of a thread whose turn it is. */
    private void begin(CallerThread thread, long now, Outputs out) {
        for (Call call = thread.calls.get(thread.next); call != null; call = thread.calls.get(thread.next)) {
            if (call.stage == Call.Stage.EXPECTED || thread.pinning != null) {
                return;
            }
            if (call.stage == Call.Stage.EARLY) {
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

    private void start(CallerThread thread, Call call, long now, Outputs out) {
        if (credit.isExhausted(limits) && !call.needsNoCredit()) {
            String sentence = "replies of more than " + limits.maxKeptBytes() + " bytes are not acknowledged";
            answerItself(thread, call, refused(Status.OVERLOADED, sentence), out);
        } else if (call.operation == null && !call.isUsers()) {
            String sentence = "there is no operation with the number " + call.code;
            answerItself(thread, call, refused(Status.NO_SUCH_OPERATION, sentence), out);
        } else {
            List<ObjectId> references = references(call.arguments);
            underWay++;
            if (references.isEmpty()) {
                send(thread, call, now, out);
            } else {
                call.stage = Call.Stage.PINNING;
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

    private void pinned(SessionInput.Pinned pinned, Outputs out) {
        CallerThread thread = threads.get(pinned.call().thread());
        Call call = thread == null ? null : thread.calls.get(pinned.call().number());
        if (thread == null || call == null || call.stage != Call.Stage.PINNING) {
            return;
        }
        thread.pinning = null;
        call.pinned = pinned.missing() == null;
        if (life.isEnded() || call.cancelled || pinned.missing() != null) {
            Answer answer = pinned.missing() == null
                    ? cancelled()
                    : refused(
                            Status.NO_SUCH_OBJECT,
                            "an argument refers to object " + pinned.missing() + ", which is no more");
            complete(thread, call, answer, pinned.now(), out);
        } else {
            send(thread, call, pinned.now(), out);
            begin(thread, pinned.now(), out);
        }
    }

    private void send(CallerThread thread, Call call, long now, Outputs out) {
        call.stage = Call.Stage.RUNNING;
        List<Value> arguments = call.arguments;
        call.arguments = List.of();
        Operation operation = call.operation;
        if (operation == null) {
            out.callUser(call.id, call.target, call.code, arguments);
            return;
        }
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
        out.forward(address(call.target), new Invoke(now, call.id, call.target, operation, arguments));
    }

    private static GroupId address(ObjectId target) {
        return target.equals(ObjectId.DIRECTORY) ? GroupId.DIRECTORY : GroupId.of(target);
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

    private void invokeAs(SessionInput.InvokeAs invoke, Outputs out) {
        CallId callId = new CallId(id, invoke.thread(), invoke.number());
        if (life.isEnded()) {
            out.reply(callId, refused(Status.SESSION_ENDED, "the session of the caller has ended; nothing was done"));
            return;
        }
        CallerThread thread = threads.get(invoke.thread());
        if (invoke.operation().belongsToThread() && (thread == null || thread.ended)) {
            out.reply(callId, refused(Status.CANCELLED, "the thread that called has ended"));
            return;
        }
        if (invoke.operation().leavesTraces()) {
            touch(invoke.target(), invoke.now(), out).byLane = true;
            if (thread != null) {
                noteLock(thread, invoke.operation(), invoke.target());
            }
        }
        out.forward(
                address(invoke.target()),
                new Invoke(invoke.now(), callId, invoke.target(), invoke.operation(), invoke.arguments()));
    }

    // Calls end.

    private void waits(SessionInput.Waits waits, Outputs out) {
        CallerThread thread = threads.get(waits.call().thread());
        Call call = thread == null ? null : thread.calls.get(waits.call().number());
        if (thread != null && call != null && call.stage == Call.Stage.RUNNING) {
            begun(thread, call);
            if (!life.isEnded()) {
                begin(thread, waits.now(), out);
            }
        }
    }

    private static void begun(CallerThread thread, Call call) {
        if (call.holdsBack) {
            call.holdsBack = false;
            thread.unbegun--;
        }
    }

    private void answered(SessionInput.Answered answered, Outputs out) {
        CallerThread thread = threads.get(answered.call().thread());
        Call call = thread == null ? null : thread.calls.get(answered.call().number());
        if (thread != null && call != null && call.stage == Call.Stage.RUNNING) {
            complete(thread, call, answered.answer(), answered.now(), out);
        }
    }

    /** Ends a call that was under way. */
    private void complete(CallerThread thread, Call call, Answer answer, long now, Outputs out) {
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
            thread.calls.remove(call.id.number());
            leaveIfDone(now, out);
            return;
        }
        if (call.unwanted) {
            undo(call, answer, now, out);
            answerItself(thread, call, cancelled(), out);
        } else {
            answerItself(thread, call, answer, out);
        }
        begin(thread, now, out);
        forgetIfDone(thread);
    }

    /** Replies, and keeps the reply unless the call can simply run again. */
    private void answerItself(CallerThread thread, Call call, Answer answer, Outputs out) {
        call.stage = Call.Stage.ANSWERED;
        call.arguments = List.of();
        credit.giveBack(call);
        // References were retained for this very reply: reading again would retain them twice.
        boolean keeps = !call.reads() || !answer.value().references().isEmpty() || call.id.number() >= thread.next;
        if (keeps) {
            call.answer = answer;
            credit.keep(answer);
        } else {
            thread.calls.remove(call.id.number());
        }
        out.reply(call.id, answer);
    }

    private void cancel(int threadId, long number, boolean unwanted, long now, Outputs out) {
        life.heard(now);
        CallerThread thread = threads.get(threadId);
        if (life.isEnded() || number < 1) {
            return;
        }
        Call call = thread == null ? null : thread.calls.get(number);
        if (thread == null || call == null) {
            expectCancelled(thread, threadId, number, out);
            return;
        }
        call.cancelled = true;
        switch (call.stage) {
            case EXPECTED -> {}
            case EARLY -> {
                answerItself(thread, call, cancelled(), out);
                begin(thread, now, out);
            }
            case PINNING -> call.unwanted |= unwanted;
            case RUNNING -> {
                call.unwanted |= unwanted;
                stop(call, now, out);
            }
            case ANSWERED -> {
                if (unwanted && call.answer != null) {
                    undo(call, call.answer, now, out);
                    forget(thread, call);
                }
            }
        }
        forgetIfDone(thread);
    }

    /** A cancel may come by another connection and overtake its call. */
    private void expectCancelled(@Nullable CallerThread known, int threadId, long number, Outputs out) {
        CallerThread thread = known;
        if (thread == null) {
            if (endedThreads.contains(threadId)) {
                return;
            }
            thread = new CallerThread(threadId);
            threads.put(threadId, thread);
        }
        if (number < thread.next) {
            return;
        }
        if (!credit.expect(limits)) {
            out.cut(id, "more cancels of calls that never came than its credit allows");
            return;
        }
        Call call = new Call(new CallId(id, threadId, number));
        call.cancelled = true;
        thread.calls.put(number, call);
    }

    private void stop(Call call, long now, Outputs out) {
        if (call.operation == null) {
            out.cancelUser(call.id);
        } else if (call.mayWait()) {
            out.forward(address(call.target), new ObjectInput.Cancel(now, call.id));
        }
    }

    /** Takes back what an answer gave to nobody. */
    private void undo(Call call, Answer answer, long now, Outputs out) {
        Operation operation = call.operation;
        if (operation != null && operation.leavesTraces()) {
            out.forward(address(call.target), new ObjectInput.GiveBack(now, call.id, call.target, operation, answer));
        }
        for (ObjectId reference : answer.value().references()) {
            out.forward(GroupId.DIRECTORY, new DirectoryInput.Release(now, id, reference, 1));
        }
    }

    // Replies are received.

    private void acknowledge(SessionInput.Acknowledge acknowledge, Outputs out) {
        life.heard(acknowledge.now());
        CallerThread thread = threads.get(acknowledge.thread());
        if (thread != null && !life.isEnded()) {
            received(thread, acknowledge.floor(), acknowledge.received(), acknowledge.now(), out);
            forgetIfDone(thread);
        }
    }

    private void received(CallerThread thread, long floor, Ranges ranges, long now, Outputs out) {
        thread.received(floor, ranges, number -> {
            Call call = thread.calls.get(number);
            if (call != null && call.stage == Call.Stage.ANSWERED) {
                Answer answer = call.answer;
                if (answer != null && answer.underAcknowledgement()) {
                    out.forward(address(call.target), new ObjectInput.DeliveryAcknowledged(now, call.id));
                }
                forget(thread, call);
            }
        });
    }

    private void forget(CallerThread thread, Call call) {
        Answer answer = call.answer;
        if (answer != null) {
            credit.drop(answer);
        }
        thread.calls.remove(call.id.number());
    }

    // Threads end.

    private void threadsEnded(SessionInput.ThreadsEnded ended, Outputs out) {
        life.heard(ended.now());
        if (life.isEnded()) {
            return;
        }
        for (int threadId : ended.threads()) {
            endedThreads.add(threadId);
            CallerThread thread = threads.get(threadId);
            if (thread != null && !thread.ended) {
                thread.ended = true;
                begin(thread, ended.now(), out);
                forgetIfDone(thread);
            }
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

    private void forgetIfDone(CallerThread thread) {
        if (thread.ended && thread.calls.isEmpty()) {
            threads.remove(thread.id);
        }
    }

    private Answer refused(Status status, String sentence) {
        return Answer.failed(status, values.of(sentence), 0);
    }

    private Answer cancelled() {
        return refused(Status.CANCELLED, "the call was cancelled");
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        writer.writeSession(id);
        life.save(writer);
        writer.writeInt(limits.maxCalls());
        writer.writeInt(limits.maxWaitingCalls());
        writer.writeLong(limits.maxKeptBytes());
        writer.writeInt(underWay);
        credit.save(writer);
        endedThreads.save(writer);
        traces.save(writer);
        writer.writeInt(threads.size());
        threads.items().forEach(thread -> thread.save(writer));
    }

    /** Reads a session that {@link #save} wrote. */
    public static SessionGroup restore(StateReader reader, Values values) {
        SessionGroup session = new SessionGroup(values, reader.readSession());
        session.life.load(reader);
        int maxCalls = reader.readInt();
        int maxWaitingCalls = reader.readInt();
        session.limits = new SessionLimits(maxCalls, maxWaitingCalls, reader.readLong());
        session.underWay = reader.readInt();
        session.credit.load(reader);
        session.endedThreads.load(reader);
        session.traces.load(reader);
        int count = reader.readCount();
        for (int i = 0; i < count; i++) {
            CallerThread thread = CallerThread.load(reader, session.traces.byObject());
            session.threads.put(thread.id, thread);
        }
        return session;
    }

    /** Returns the session that this is. */
    public SessionId id() {
        return id;
    }
}
