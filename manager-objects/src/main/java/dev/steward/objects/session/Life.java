package dev.steward.objects.session;

import dev.steward.objects.StateReader;
import dev.steward.objects.StateWriter;

/** How long a session lives, and what has become of it. Times are nanoseconds of the machine. */
final class Life {

    /** What becomes of a session. */
    enum State {
        /** It has a connection; then SUSPENDED or ENDED. */
        OPEN,
        /** Its last connection broke; then OPEN or ENDED. */
        SUSPENDED,
        /** Nothing it asks is done any more; its group stays until its last call is answered. */
        ENDED
    }

    private State state = State.OPEN;
    private long lease = Long.MAX_VALUE;
    private long resumeWindow;
    /** The last sign of life of an open session; when the last connection of a suspended one broke. */
    private long since;
    /** Whether the client's process has said that it is about to end. */
    private boolean leaving;
    /** Whether it ended because nothing was heard of its client. */
    private boolean died;

    void begin(long now, long ofLease, long ofResumeWindow) {
        lease = ofLease;
        resumeWindow = ofResumeWindow;
        since = now;
    }

    /** Goes to another state; the caller has seen that it may. */
    void become(State next, long now) {
        if (state == State.ENDED || state == next) {
            throw new IllegalStateException("a session that is " + state + " cannot become " + next);
        }
        state = next;
        since = now;
    }

    /** A suspended session gets its whole window anew. */
    void suspendedAnew(long now) {
        since = now;
    }

    /** Ends, for want of a sign of the client or in order. */
    void end(long now, boolean ofDeath) {
        become(State.ENDED, now);
        died = ofDeath;
    }

    long lease() {
        return lease;
    }

    long resumeWindow() {
        return resumeWindow;
    }

    boolean hasDied() {
        return died;
    }

    /** Notes a sign of the client. */
    void heard(long now) {
        if (state == State.OPEN) {
            since = now;
        }
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    boolean isEnded() {
        return state == State.ENDED;
    }

    /** The client's process is about to end. */
    void leave() {
        leaving = true;
    }

    boolean isLeaving() {
        return leaving;
    }

    /** Returns whether a session ends with its last connection. */
    boolean endsWithItsConnections() {
        return leaving || resumeWindow == 0;
    }

    /** Returns when it ends unless something is heard. */
    long deadline() {
        long span = state == State.OPEN ? lease : resumeWindow;
        return span >= Long.MAX_VALUE - since ? Long.MAX_VALUE : since + span;
    }

    void save(StateWriter writer) {
        writer.writeText(state.name());
        writer.writeLong(lease);
        writer.writeLong(resumeWindow);
        writer.writeLong(since);
        writer.writeBoolean(leaving);
        writer.writeBoolean(died);
    }

    void load(StateReader reader) {
        state = State.valueOf(reader.readText());
        lease = reader.readLong();
        resumeWindow = reader.readLong();
        since = reader.readLong();
        leaving = reader.readBoolean();
        died = reader.readBoolean();
    }
}
