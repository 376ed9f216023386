package dev.steward.objects.lock;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import dev.steward.objects.ObjectInput;
import dev.steward.objects.SessionId;
import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;
import dev.steward.objects.shared.Creation;
import dev.steward.objects.shared.Findings;
import dev.steward.objects.waiting.Presence;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a lock, and the fencing tokens of its changes of hands. A re-entrant lock belongs to a thread of a session, a
 * plain one to the session: any of its threads may give it back, and it outlives the one that took it.
 */
final class LockRecord {

    static final long[] NO_LEVELS = new long[0];

    private static final int COUNTER_BITS = 32;

    private final boolean reentrant;
    private @Nullable LockHold holder;
    private boolean abandoned;
    private long epoch;
    private long counter;

    LockRecord(boolean reentrant, Creation creation) {
        this.reentrant = reentrant;
        this.epoch = creation.epoch();
        this.counter = creation.fencingFloor();
    }

    boolean isReentrant() {
        return reentrant;
    }

    /** Returns who holds it, or null. */
    @Nullable
    LockHold holder() {
        return holder;
    }

    /** Returns the hold of whoever calls, or null. */
    @Nullable
    LockHold heldBy(CallId call) {
        LockHold held = holder;
        boolean isMine = held != null
                && held.presence.session().equals(call.session())
                && (!reentrant || held.thread == call.thread());
        return isMine ? held : null;
    }

    /** Returns whether the thread that calls has waited for it and has it now. */
    boolean isOfThread(CallId call) {
        LockHold held = holder;
        return held != null
                && held.ofThread
                && held.presence.session().equals(call.session())
                && held.thread == call.thread();
    }

    /** Returns the hold of a session under a fencing token, or null; that level of it becomes the innermost. */
    @Nullable
    LockHold heldUnder(long token, SessionId session) {
        LockHold held = holder;
        return held != null && held.presence.session().equals(session) && held.moveInnermost(token) ? held : null;
    }

    /**
     * Gives the lock, which is free, to a thread.
     *
     * @param levels those that it gave up to wait, or none
     */
    LockHold give(Presence presence, int thread, long now, long[] levels) {
        LockHold held = new LockHold(presence, thread, now, (epoch << COUNTER_BITS) + ++counter, abandoned, levels);
        if (levels.length == 0) {
            held.enter();
        }
        abandoned = false;
        presence.setHoldsAlone(true);
        holder = held;
        return held;
    }

    /** Takes the lock from its holder. */
    void free(LockHold held) {
        holder = null;
        held.presence.setHoldsAlone(false);
    }

    /** Takes the lock from a holder that is no more; whoever gets it next is told. */
    void abandon(LockHold held) {
        free(held);
        abandoned = true;
    }

    /** Goes on with the fencing tokens of a server. */
    void adopted(ObjectInput.Adopted adopted) {
        epoch = adopted.epoch();
        counter = Math.max(counter, adopted.fencingFloor());
    }

    /** Goes on with the fencing tokens of another epoch, of which all are greater. */
    void fencedIn(long nextEpoch) {
        epoch = nextEpoch;
    }

    /** Returns how far the fencing tokens came, without their epoch. */
    long fencingCounter() {
        return counter;
    }

    /** Says who holds it, as a person reads it. */
    String summary() {
        LockHold held = holder;
        if (held == null) {
            return "not held";
        }
        String session = "session " + held.presence.session();
        return reentrant
                ? "held by thread " + held.thread + " of " + session + ", " + held.depth() + " deep"
                : "held by " + session;
    }

    /** Tells who holds it. */
    void tell(Findings findings) {
        LockHold held = holder;
        if (held != null) {
            findings.count(1);
            findings.holder(held.presence.session(), held.thread, held.since, held.depth(), "");
        }
    }

    void save(StateWriter writer) {
        writer.writeLong(epoch);
        writer.writeLong(counter);
        writer.writeBoolean(abandoned);
        LockHold held = holder;
        writer.writeBoolean(held != null);
        if (held != null) {
            writer.writeSession(held.presence.session());
            writer.writeInt(held.thread);
            writer.writeLong(held.since);
            writer.writeLong(held.token);
            writer.writeBoolean(held.abandoned);
            writeLevels(writer, held.levels());
            writer.writeBoolean(held.ofThread);
            ObjectId signalledBy = held.signalledBy;
            writer.writeBoolean(signalledBy != null);
            if (signalledBy != null) {
                writer.writeObject(signalledBy);
            }
        }
    }

    void load(StateReader reader, Function<SessionId, Presence> presences) {
        epoch = reader.readLong();
        counter = reader.readLong();
        abandoned = reader.readBoolean();
        if (reader.readBoolean()) {
            Presence presence = presences.apply(reader.readSession());
            int thread = reader.readInt();
            long since = reader.readLong();
            long token = reader.readLong();
            boolean after = reader.readBoolean();
            LockHold held = new LockHold(presence, thread, since, token, after, readLevels(reader));
            held.ofThread = reader.readBoolean();
            if (reader.readBoolean()) {
                held.signalledBy = reader.readObject();
            }
            presence.setHoldsAlone(true);
            holder = held;
        }
    }

    static void writeLevels(StateWriter writer, long[] levels) {
        writer.writeInt(levels.length);
        for (long level : levels) {
            writer.writeLong(level);
        }
    }

    static long[] readLevels(StateReader reader) {
        return reader.readLongs(reader.readCount());
    }
}
