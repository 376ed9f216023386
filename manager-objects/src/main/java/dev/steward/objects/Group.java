package dev.steward.objects;

/**
 * A unit of serialization: a session, the directory, or an object and all that share its lock. Never called by two
 * threads at once, holds no lock, knows no clock, and never calls another group: what concerns another group is an
 * output. The same inputs in the same order always give the same outputs.
 */
public interface Group {

    /**
     * Takes one input. Inputs from one group arrive in the order in which it forwarded them, and an input that was
     * caused by another's output arrives after it.
     */
    void apply(Input input, Outputs out);

    /**
     * Returns about how many elements it holds, so that a driver can do what walks over many where nobody waits. Takes no
     * time; called as {@link #apply} is.
     */
    default long weight() {
        return 0;
    }

    /**
     * Returns about how many bytes of memory it holds for others: what is stored in it, or kept for a client. Takes no time;
     * called as {@link #apply} is.
     */
    default long heldBytes() {
        return 0;
    }

    /**
     * Returns whether the next change takes time for all that it holds, because that has to be copied or to grow: where it
     * holds much a driver has it done where nobody waits. Takes no time; called as {@link #apply} is.
     */
    default boolean isNextChangeLong() {
        return false;
    }

    /** Writes all state, so that a group restored from it goes on identically. */
    void save(StateWriter writer);
}
