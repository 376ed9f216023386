package dev.steward.objects.session;

import dev.steward.objects.Answer;
import dev.steward.objects.Event;
import dev.steward.objects.FromBackup;
import dev.steward.objects.Group;
import dev.steward.objects.Input;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.Outputs;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionClient;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.TimePassed;
import dev.steward.objects.Value;
import dev.steward.objects.Values;
import java.util.List;

/**
 * One session. Lets each call of a logical thread begin once and in its turn, whichever connection brings it ({@link
 * Arrivals}, {@link CallOrder}); keeps replies until they are acknowledged ({@link Replies}); remembers where it may have left
 * traces, and tells those objects when the client is away, back, or gone.
 *
 * <p>A call begins only when those before it in its thread have: were answered, are known to wait, or are on the same way
 * to the same object, where nothing overtakes. A call of a user's object holds back nothing, as a call that waits.
 */
public final class SessionGroup implements Group {

    /** What a session takes that does nothing, with what a server knows of it. */
    private static final long BASE_BYTES = 4 << 10;

    private final Values values;
    private final SessionId id;
    private final CallerThreads threads = new CallerThreads();
    private final Traces traces = new Traces();
    private final Life life = new Life();
    private final SessionCredit credit = new SessionCredit();
    private final Replies replies;
    private final CallOrder order;
    private final Arrivals arrivals;
    private final Cancels cancels;
    private SessionClient client = SessionClient.NOBODY;
    /** Whether it was there in an earlier process. */
    private boolean hasRestarted;

    /** Makes the group of a session, whose first input is {@link SessionInput.OpenSession}. */
    public SessionGroup(Values values, SessionId id) {
        this.values = values;
        this.id = id;
        this.replies = new Replies(values, id, threads, credit);
        this.order = new CallOrder(id, life, threads, traces, credit, replies);
        this.arrivals = new Arrivals(id, life, threads, credit, replies, order);
        this.cancels = new Cancels(id, life, threads, credit, replies, order);
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof SessionInput.Request request) {
            if (hasRestarted) {
                catchUp(request);
            }
            arrivals.request(request, out);
        } else if (input instanceof SessionInput.RefusedRequest refused) {
            arrivals.refused(refused, out);
        } else if (input instanceof SessionInput.Answered answered) {
            order.answered(answered, out);
        } else if (input instanceof SessionInput.Waits waits) {
            order.waits(waits, out);
        } else if (input instanceof SessionInput.Acknowledge acknowledge) {
            acknowledge(acknowledge, out);
        } else if (input instanceof SessionInput.Heartbeat heartbeat) {
            life.heard(heartbeat.now());
        } else if (input instanceof SessionInput.CancelRequest cancel) {
            cancels.cancel(cancel, out);
        } else if (input instanceof SessionInput.GiveBackRequest giveBack) {
            cancels.giveBack(giveBack, out);
        } else if (input instanceof SessionInput.Pinned pinned) {
            order.pinned(pinned, out);
        } else if (input instanceof SessionInput.InvokeAs invoke) {
            order.invokeAs(invoke, out);
        } else if (input instanceof SessionInput.Untouched untouched) {
            traces.forget(untouched.object());
        } else if (input instanceof SessionInput.Inspect inspect) {
            inspect(inspect, out);
        } else if (input instanceof SessionInput.ThreadsEnded ended) {
            threadsEnded(ended, out);
        } else if (input instanceof Restarted restarted) {
            restarted(restarted.now(), out);
        } else if (input instanceof FromBackup restored) {
            if (!life.isEnded()) {
                end(restored.now(), "the server went on from a backup", true, out);
            }
        } else {
            live(input, out);
        }
    }

    @Override
    public long heldBytes() {
        return BASE_BYTES + credit.heldBytes() + threads.heldBytes();
    }

    private void catchUp(SessionInput.Request request) {
        CallerThread thread = life.isEnded() ? null : threads.findOrBegin(request.thread());
        if (thread != null) {
            thread.catchUp(request.floor(), request.received());
        }
    }

    private void acknowledge(SessionInput.Acknowledge acknowledge, Outputs out) {
        life.heard(acknowledge.now());
        CallerThread thread = threads.find(acknowledge.thread());
        if (thread != null && !life.isEnded()) {
            replies.received(thread, acknowledge.floor(), acknowledge.received(), acknowledge.now(), out);
            threads.forgetIfDone(thread);
        }
    }

    private void threadsEnded(SessionInput.ThreadsEnded ended, Outputs out) {
        life.heard(ended.now());
        if (life.isEnded()) {
            return;
        }
        for (int threadId : ended.threads()) {
            if (!credit.allowsRanges(threads.endedRanges(), threads.size())) {
                out.cut(id, "more holes between the numbers of its ended threads than its credit allows");
                return;
            }
            CallerThread thread = threads.end(threadId);
            if (thread != null) {
                order.begin(thread, ended.now(), out);
                threads.forgetIfDone(thread);
            }
        }
    }

    private void inspect(SessionInput.Inspect inspect, Outputs out) {
        List<Value> objects = traces.objects().stream()
                .limit(inspect.most())
                .map(object -> values.of(object.value()))
                .toList();
        Value told = values.listOf(List.of(values.of(threads.calls()), values.listOf(objects, List.of())), List.of());
        out.reply(inspect.call(), Answer.ok(told, 0));
    }

    // Its life.

    private void live(Input input, Outputs out) {
        if (life.isEnded()) {
            return;
        }
        if (input instanceof SessionInput.OpenSession open) {
            life.begin(open.now(), open.lease(), open.resumeWindow());
            credit.begin(open.limits());
            client = open.client();
            wish(out);
        } else if (input instanceof SessionInput.SuspendSession suspend) {
            suspend(suspend.now(), out);
        } else if (input instanceof SessionInput.ResumeSession resume) {
            resume(resume.now(), out);
        } else if (input instanceof SessionInput.EndSession end) {
            end(end.now(), end.reason(), false, out);
        } else if (input instanceof SessionInput.KickSession kick) {
            end(kick.now(), kick.reason(), true, out);
        } else if (input instanceof SessionInput.LeaveSession leave) {
            life.heard(leave.now());
            life.leave();
        } else if (input instanceof TimePassed time) {
            timePassed(time.now(), out);
        }
    }

    private void suspend(long now, Outputs out) {
        if (life.isSuspended()) {
            return;
        }
        life.become(Life.State.SUSPENDED, now);
        out.event(new Event.Suspended(id, traces.isEmpty()));
        if (life.endsWithItsConnections()) {
            if (life.isLeaving()) {
                end(now, "its process has ended", false, out);
            } else {
                end(now, "its last connection broke", true, out);
            }
            return;
        }
        traces.tell(() -> new ObjectInput.SessionSuspended(now, id), out);
        wish(out);
    }

    /** Its connections and its lanes are gone with the process that had them. */
    private void restarted(long now, Outputs out) {
        hasRestarted = true;
        if (!life.isEnded()) {
            out.event(new Event.Standing(id, life.lease(), life.resumeWindow(), credit.limits(), client));
        }
        order.lanesGone(now, out);
        if (life.isOpen()) {
            suspend(now, out);
        } else if (life.isSuspended()) {
            life.suspendedAnew(now);
            out.event(new Event.Suspended(id, traces.isEmpty()));
            wish(out);
        }
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
            end(now, life.isOpen() ? "no sign of life for its lease" : "it did not resume in time", true, out);
        }
    }

    private void wish(Outputs out) {
        out.wakeAt(id, life.deadline());
    }

    private void end(long now, String reason, boolean died, Outputs out) {
        life.end(now, died);
        out.event(new Event.Ended(id, reason));
        traces.tell(() -> new SessionEnded(now, id, died), out);
        order.end(now, out);
    }

    // Snapshot.

    @Override
    public void save(StateWriter writer) {
        writer.writeSession(id);
        writer.writeText(client.name());
        writer.writeLong(client.processId());
        writer.writeText(client.secret());
        writer.writeBoolean(hasRestarted);
        life.save(writer);
        credit.saveLimits(writer);
        order.save(writer);
        credit.save(writer);
        threads.saveEnded(writer);
        traces.save(writer);
        threads.save(writer);
    }

    /** Reads a session that {@link #save} wrote. */
    public static SessionGroup restore(StateReader reader, Values values) {
        SessionGroup session = new SessionGroup(values, reader.readSession());
        session.client = new SessionClient(reader.readText(), reader.readLong(), reader.readText());
        session.hasRestarted = reader.readBoolean();
        session.life.load(reader);
        session.credit.loadLimits(reader);
        session.order.load(reader);
        session.credit.load(reader);
        session.threads.loadEnded(reader);
        session.traces.load(reader);
        session.threads.load(reader, session.traces.byObject());
        return session;
    }

    /** Returns the session that this is. */
    public SessionId id() {
        return id;
    }
}
