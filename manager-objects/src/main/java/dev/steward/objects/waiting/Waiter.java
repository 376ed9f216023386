package dev.steward.objects.waiting;

import dev.steward.api.ObjectId;
import dev.steward.objects.CallId;
import org.jspecify.annotations.Nullable;

/** A call that waits: a record, no thread. */
public class Waiter {

    /** The deadline of a call that waits for ever. */
    public static final long NEVER = Long.MAX_VALUE;

    final CallId call;
    final Presence presence;
    /** The time of the machine at which it stops waiting, or {@link #NEVER}. */
    final long deadline;

    /** The object that it was asked of; its id changes when it is adopted by a server. */
    ObjectId target;

    /** The line that it waits in, or null while it waits in none. */
    @Nullable
    WaitingLine line;

    /** Its place among all that ever waited in the group; smaller is served first. */
    long ticket;

    /** The time of the machine at which it began to wait. */
    long since;

    /** Its link in the line. */
    Chain.@Nullable Link<Waiter> inLine;

    /** Whether the line skips it, because its session is suspended. */
    boolean isAside;

    /** Its link in the presence of its session. */
    Chain.@Nullable Link<Waiter> inPresence;

    /** Its index in the heap of deadlines, or -1. */
    int inDeadlines = -1;

    /**
     * Makes a call that waits in no line yet.
     *
     * @param deadline the time of the machine at which it stops waiting, or {@link #NEVER}
     */
    public Waiter(CallId call, ObjectId target, Presence presence, long deadline) {
        this.call = call;
        this.target = target;
        this.presence = presence;
        this.deadline = deadline;
    }

    /** Returns what it waits for, in a word or two for people. */
    public String purpose() {
        return "await";
    }

    /** Returns the time of the machine at which it began to wait. */
    public final long since() {
        return since;
    }

    /** Returns whose call it is. */
    public final CallId call() {
        return call;
    }

    /** Returns what its session has in the group. */
    public final Presence presence() {
        return presence;
    }

    /** Returns the object that it was asked of, as that is called now. */
    public final ObjectId target() {
        return target;
    }

    /** Returns its place among all that ever waited in the group; smaller is served first. */
    public final long ticket() {
        return ticket;
    }
}
