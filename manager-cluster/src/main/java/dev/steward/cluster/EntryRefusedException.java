package dev.steward.cluster;

import org.jspecify.annotations.Nullable;

/** An entry is not in the log, and never will be. The message says what to do. */
public final class EntryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String leader;

    /** Why an entry is refused. */
    public enum Reason {
        /** Another member leads: submit it there. */
        NOT_LEADER,
        /** Nobody leads: an election is under way, or no majority of the members is connected. */
        NO_LEADER,
        /** As much as may be is on its way: submit it when something was answered. */
        OVERLOADED,
        /** It is larger than an entry may be. */
        TOO_LARGE,
        /** The log was closed, or has ended at this member. */
        ENDED
    }

    EntryRefusedException(Reason reason, @Nullable String leader, String message) {
        super(message);
        this.reason = reason;
        this.leader = leader;
    }

    /** Returns why. */
    public Reason reason() {
        return reason;
    }

    /** Returns the name of the member that leads, as far as this one knows; null if it knows none. */
    public @Nullable String leader() {
        return leader;
    }
}
