package dev.steward.objects.waiting;

import dev.steward.api.ObjectId;
import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.GroupId;
import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.OperationRefusal;
import dev.steward.objects.Outputs;
import dev.steward.objects.Restarted;
import dev.steward.objects.SessionEnded;
import dev.steward.objects.SessionId;
import dev.steward.objects.SessionInput;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.TimePassed;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.shared.ObjectGroup;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Status;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object in which calls can wait. Keeps what each session has here, finds a waiting call by its id, and lets it go on
 * time-out, cancel, and the end of its session. After every input {@link #serve} gives what there is to whom it is due.
 */
public abstract class WaitingObject extends ObjectGroup {

    private final Presences presences = new Presences();
    private final Waits waits = new Waits();
    private long wokenAt = Waiter.NEVER;

    protected WaitingObject(BuiltInType type, Creation creation) {
        super(type, creation);
    }

    @Override
    public void apply(Input input, Outputs out) {
        if (input instanceof Invoke call) {
            invoke(call, out);
        } else if (input instanceof ObjectInput.DeliveryAcknowledged acknowledged) {
            acknowledged(acknowledged.call(), acknowledged.now(), out);
        } else if (input instanceof ObjectInput.Cancel cancel) {
            Waiter waiter = waits.of(cancel.call());
            if (waiter != null) {
                cancelled(waiter, cancel.now(), out);
            }
        } else if (input instanceof ObjectInput.GiveBack giveBack) {
            givenBack(giveBack, out);
        } else if (input instanceof TimePassed time) {
            timePassed(time.now(), out);
        } else if (input instanceof ObjectInput.SessionSuspended suspended) {
            presences.suspend(suspended.session());
        } else if (input instanceof ObjectInput.SessionResumed resumed) {
            presences.resume(resumed.session(), out);
        } else if (input instanceof SessionEnded ended) {
            ended(ended, out);
        } else if (input instanceof ObjectInput.ThreadEnded ended) {
            Presence presence = presences.orNull(ended.session());
            if (presence != null) {
                threadEnded(presence, ended.thread(), ended.now(), out);
            }
        } else if (input instanceof ObjectInput.LetGo letGo) {
            Presence presence = presences.orNull(letGo.session());
            if (presence != null) {
                letGo(presence);
            }
            presences.letGo(letGo, out);
        } else if (input instanceof ObjectInput.Freed freed) {
            freed(freed.object(), freed.now(), out);
        } else if (input instanceof ObjectInput.Adopted adopted) {
            ObjectId before = id();
            retarget(before, adopted.object());
            rename(adopted.object());
            adopted(before, adopted);
        } else if (input instanceof Restarted restarted) {
            limited(restarted.limits().maxElements());
            restarted(restarted.now(), out);
        } else {
            received(input, out);
        }
        serve(input.now(), out);
        edges.sendRemoved(id(), input.now(), out);
        wish(out);
    }

    /** Gives what there is to the waiting calls that are due, until nothing more can be given. */
    protected abstract void serve(long now, Outputs out);

    /** Stops the wait of a call whose time passed; it is still in its line. */
    protected abstract void timedOut(Waiter waiter, long now, Outputs out);

    /** Stops the wait of a call that was cancelled; it is still in its line. */
    protected abstract void cancelled(Waiter waiter, long now, Outputs out);

    /** Takes back what the session holds; its waiting calls are gone already. */
    protected abstract void released(Presence presence, long now, Outputs out);

    /** Takes back what belongs to one thread of the session. */
    protected abstract void threadEnded(Presence presence, int thread, long now, Outputs out);

    /** Undoes what an answered call holds. */
    protected abstract void givenBack(ObjectInput.GiveBack giveBack, Outputs out);

    /** Forgets the elements that an answer delivered. */
    protected void acknowledged(CallId call, long now, Outputs out) {}

    /** Forgets what is of no use to a session that has dropped its last reference. */
    protected void letGo(Presence presence) {}

    /** Hears that a waiting call goes away without an answer of its own making. */
    protected void abandoned(Waiter waiter) {}

    /** Takes on what comes with a server, which has given it another id. */
    protected void adopted(ObjectId before, ObjectInput.Adopted adopted) {}

    /** Takes any other input. */
    protected void received(Input input, Outputs out) {}

    /** Drops one object of the group and returns whether that was the last. */
    protected boolean dropped(ObjectId object, long now, Outputs out) {
        return true;
    }

    /**
     * Returns whether no session has anything here that it came to by that freed object alone, so that the end of none must
     * find the way here by its id.
     */
    protected boolean keepsNothingBy(ObjectId object) {
        return false;
    }

    // What subclasses build on.

    protected final Presence presence(SessionId session) {
        return presences.of(session);
    }

    protected final @Nullable Presence presenceOrNull(SessionId session) {
        return presences.orNull(session);
    }

    /** Lets a call wait from now on. */
    protected final void await(Waiter waiter, WaitingLine line, long now, Outputs out) {
        waits.begin(waiter, line, now);
        if (!waiter.call.isDriven()) {
            out.forward(waiter.call.session(), new SessionInput.Waits(now, waiter.call));
        }
    }

    /** Puts a call at the end of a line. */
    protected final void join(Waiter waiter, WaitingLine line) {
        waits.join(waiter, line);
    }

    /** Ends a wait without an answer; the caller answers. */
    protected final void leave(Waiter waiter) {
        waits.end(waiter);
    }

    /** Stops watching the time of a call that goes on waiting. */
    protected final void ignoreDeadline(Waiter waiter) {
        waits.ignoreDeadline(waiter);
    }

    /** Ends a wait with an answer. */
    protected final void finish(Waiter waiter, Answer answer, long now, Outputs out) {
        leave(waiter);
        answer(waiter.call, answer, now, out);
        tidy(waiter.presence, now, out);
    }

    /** Ends the waits of a thread that is no more. */
    protected final void endWaits(Presence presence, int thread, long now, Outputs out) {
        Answer ended = failed(Status.CANCELLED, type + ": the thread that called has ended");
        for (Waiter waiter : presence.waiters.toList()) {
            if (waiter.call.thread() == thread) {
                finish(waiter, ended, now, out);
                abandoned(waiter);
            }
        }
    }

    /** Forgets a session of which nothing is left here. */
    protected final void tidy(Presence presence, long now, Outputs out) {
        presences.tidy(presence, now, out);
    }

    /** Returns the time at which a call that was asked now stops waiting. */
    protected static long deadline(long now, long timeout) {
        return timeout < 0 || timeout >= Waiter.NEVER - now ? Waiter.NEVER : now + timeout;
    }

    /** Lets the calls that wait in an object wait in it under another id. */
    protected final void retarget(ObjectId from, ObjectId to) {
        for (Presence presence : presences.all()) {
            for (Waiter waiter : presence.waiters.toList()) {
                if (waiter.target.equals(from)) {
                    waiter.target = to;
                }
            }
        }
    }

    /** Goes on under the id of another object of the group. */
    protected final void rename(ObjectId object) {
        changeId(object);
        wokenAt = Waiter.NEVER;
    }

    // Inputs.

    private void timePassed(long now, Outputs out) {
        wokenAt = Waiter.NEVER;
        for (Waiter first = waits.firstToStop(); first != null && first.deadline <= now; first = waits.firstToStop()) {
            timedOut(first, now, out);
        }
    }

    private void ended(SessionEnded end, Outputs out) {
        Presence presence = presences.remove(end.session(), out);
        if (presence == null) {
            return;
        }
        long now = end.now();
        presence.end(end.died());
        presence.letGo.clear();
        Answer ended = failed(Status.SESSION_ENDED, "the session has ended");
        for (Waiter waiter : presence.waiters.toList()) {
            leave(waiter);
            answer(waiter.call, ended, now, out);
            abandoned(waiter);
        }
        released(presence, now, out);
    }

    /** The process whose driver made the calls of its own is gone: they are, and what it held is. */
    private void restarted(long now, Outputs out) {
        ended(new SessionEnded(now, SessionId.LOCAL, true), out);
        Answer gone = failed(Status.CANCELLED, type + ": the process that called has ended");
        for (Presence presence : presences.all()) {
            for (Waiter waiter : presence.waiters.toList()) {
                if (waiter.call.isDriven()) {
                    finish(waiter, gone, now, out);
                    abandoned(waiter);
                }
            }
        }
    }

    private void freed(ObjectId object, long now, Outputs out) {
        Answer gone = failed(Status.NO_SUCH_OBJECT, type + ": the object was freed while the call waited");
        for (Presence presence : presences.all()) {
            for (Waiter waiter : presence.waiters.toList()) {
                if (waiter.target.equals(object)) {
                    finish(waiter, gone, now, out);
                    abandoned(waiter);
                }
            }
        }
        if (dropped(object, now, out)) {
            presences.allFreed(now, out);
            out.removed(GroupId.of(object));
        } else if (keepsNothingBy(object)) {
            out.removed(GroupId.of(object));
        } else {
            presences.freed(object, out);
        }
    }

    private void wish(Outputs out) {
        Waiter first = waits.firstToStop();
        // An earlier wish stays: waking up for nothing is cheaper than moving the wish with every call.
        if (first != null && first.deadline < wokenAt) {
            wokenAt = first.deadline;
            out.wakeAt(GroupId.of(id()), wokenAt);
        }
    }

    @Override
    protected final void requireMember(ObjectId target) {
        if (presences.isFormer(target)) {
            throw new OperationRefusal(Status.NO_SUCH_OBJECT, type + ": there is no object " + target + " any more");
        }
    }

    @Override
    protected int waiting(ObjectId object) {
        if (waits.isEmpty()) {
            return 0;
        }
        int count = 0;
        for (Presence presence : presences.all()) {
            for (Waiter waiter : presence.waiters.toList()) {
                count += waiter.target.equals(object) ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    protected void inspect(ObjectId target, Findings findings) {
        List<Waiter> first = new ArrayList<>();
        for (WaitingLine line : lines(target)) {
            first.addAll(line.first(findings.most()));
        }
        first.sort(Comparator.comparingLong(Waiter::ticket));
        for (Waiter waiter : first.subList(0, Math.min(findings.most(), first.size()))) {
            findings.waiter(waiter.call, waiter.since, waiter.purpose());
        }
    }

    /** Returns the lines in which calls wait for what an object of the group gives. */
    protected abstract List<WaitingLine> lines(ObjectId target);

    /** Takes back what sessions hold here, each as {@link #released} does; returns how much the caller says it was. */
    protected final long takeBackAll(long count, long now, Outputs out) {
        for (Presence presence : presences.all()) {
            released(presence, now, out);
            tidy(presence, now, out);
        }
        return count;
    }

    @Override
    public void save(StateWriter writer) {
        super.save(writer);
        saveHead(writer);
        writer.writeLong(waits.lastTicket());
        writer.writeLong(wokenAt);
        writer.writeInt(presences.size());
        for (Presence presence : presences.all()) {
            writer.writeSession(presence.session);
            presence.save(writer);
            writer.writeInt(presence.waiters.size());
            for (Waiter waiter : presence.waiters.toList()) {
                writer.writeCall(waiter.call);
                writer.writeObject(waiter.target);
                writer.writeLong(waiter.deadline);
                writer.writeLong(waiter.since);
                writer.writeBoolean(Waits.isWatched(waiter));
                writer.writeLong(waiter.ticket);
                saveWaiter(writer, waiter);
            }
        }
    }

    @Override
    public void load(StateReader reader) {
        super.load(reader);
        loadHead(reader);
        waits.goOnBehind(reader.readLong());
        wokenAt = reader.readLong();
        Map<WaitingLine, List<Waiter>> byLine = new LinkedHashMap<>();
        int sessions = reader.readCount();
        for (int i = 0; i < sessions; i++) {
            Presence presence = presence(reader.readSession());
            presence.load(reader);
            presences.restored(presence);
            int calls = reader.readCount();
            for (int j = 0; j < calls; j++) {
                CallId call = reader.readCall();
                ObjectId target = reader.readObject();
                long deadline = reader.readLong();
                long since = reader.readLong();
                boolean watched = reader.readBoolean();
                long ticket = reader.readLong();
                Restored restored = loadWaiter(reader, call, target, presence, deadline);
                waits.restore(restored.waiter(), since, watched, ticket);
                byLine.computeIfAbsent(restored.line(), line -> new ArrayList<>())
                        .add(restored.waiter());
            }
        }
        byLine.forEach((line, waiters) -> {
            waiters.sort((left, right) -> Long.compare(left.ticket, right.ticket));
            waiters.forEach(line::add);
        });
    }

    /** A waiting call that was read, and the line that it waits in. */
    public record Restored(Waiter waiter, WaitingLine line) {}

    /** Writes what the waiting calls are read into. */
    protected void saveHead(StateWriter writer) {}

    protected void loadHead(StateReader reader) {}

    /** Writes what a waiting call has of its own, its line included. */
    protected abstract void saveWaiter(StateWriter writer, Waiter waiter);

    protected abstract Restored loadWaiter(
            StateReader reader, CallId call, ObjectId target, Presence presence, long deadline);
}
