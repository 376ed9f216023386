package dev.steward.cluster.consensus;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An engine by which the members of a cluster agree on one order of commands, and keep them. It promises little, so that
 * engines can be changed: a command that was proposed may be committed once, twice, late or never, and nobody may hear of
 * it. Safe for any number of threads.
 */
public interface Consensus extends AutoCloseable {

    /**
     * Begins to take part. What was kept and is known to be committed is told first, before this returns or after it.
     *
     * @throws IllegalStateException if what was kept cannot be read, or belongs to another member or cluster; says what and the cure
     */
    void start(ConsensusListener listener);

    /**
     * Gives a command to the others, if this member leads. Commands of one thread keep their order among themselves, if they
     * are committed. Does not block.
     *
     * @return fails if it is known that the engine did not take it; that it completes says nothing
     */
    CompletableFuture<?> propose(byte[] command);

    /** Returns whether this member leads, as far as it knows. */
    boolean isLeader();

    /** Returns the name of the member that leads, as far as this one knows; null if none does, or it does not know. */
    @Nullable
    String leader();

    /** Returns the number of the last election of which this member knows. */
    long term();

    /** Returns the last command that this member has, by the engine's own count, which has commands of its own too. */
    long appended();

    /** Returns the last one of these of which this member knows that more than half of the members have it. */
    long committed();

    /** Returns the names of the members with which this one is connected, its own among them, as far as it knows. */
    Set<String> reached();

    /**
     * Has another member lead, one that has all commands that this one has; nothing should be proposed meanwhile. Blocks, a few
     * seconds at most.
     *
     * @throws IllegalStateException if this member does not lead, or no other one took over; says what and the cure
     */
    void handOver();

    /**
     * Has this member lead no more, and the members elect anew: it leads as far as it knows, and what it proposes is not committed.
     * Does nothing where the engine finds that out by itself. Does not block.
     */
    default void electAgain() {}

    /**
     * Has a snapshot written, and drops the commands that are in it. Blocks until that is done; whatever is committed waits.
     *
     * @throws IllegalStateException if it cannot be written
     */
    void snapshot();

    /** Leaves: the others find another leader. Blocks until nothing is told any more; does nothing the second time. */
    @Override
    void close();
}
