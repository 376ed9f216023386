package dev.steward.cluster;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The log that the members of a cluster have together: entries in one order, each applied once at every member
 * ({@link Replica}), as long as more than half of the members see each other. One member leads, and only there entries are
 * submitted; the others say who it is. What an entry says is not the log's concern. Safe for any number of threads.
 */
public interface ClusterLog extends AutoCloseable {

    /**
     * How it stands, as far as this member knows.
     *
     * @param leader who leads; null if nobody does, or it is not known
     * @param term the number of the last election
     * @param leads whether this member leads and takes entries
     * @param applied the last entry that was applied here, 0 if none was
     * @param committed the last one, as the engine counts them, that more than half of the members have
     * @param appended the last one that this member has
     * @param reached the names of the members with which this one is connected, and its own
     */
    record Standing(
            @Nullable String leader,
            long term,
            boolean leads,
            long applied,
            long committed,
            long appended,
            Set<String> reached) {
        /** Copies the names. */
        public Standing {
            reached = Set.copyOf(reached);
        }
    }

    /**
     * Gives an entry to the log, which must not be changed any more. Does not block. Entries of one thread keep their order.
     * The entry is proposed again as long as it is not known what became of it, and counts once all the same.
     *
     * @return completes with the number of the entry when it was applied here, and so is kept by more than half of the
     *     members. Fails with {@link EntryRefusedException} if the entry is not in the log and never will be: this member
     *     does not lead, too much is on its way, or the leader changed before it was kept. Fails with
     *     {@link EntryUnansweredException} if it was not answered in time, or the log has ended: it may count, or not.
     */
    CompletableFuture<Long> submit(byte[] entry);

    /** Returns how it stands. Does not block. */
    Standing standing();

    /**
     * Has another member lead in the place of this one, which has all that this one has. Entries that are submitted meanwhile wait,
     * and are refused when it does. Blocks, a few seconds at most.
     *
     * @throws IllegalStateException if this one does not lead, or no other one took over; it leads on then, if nothing else is the
     *     matter. Says what, and the cure
     */
    void handOver();

    /**
     * Has this member write a snapshot, and drop the entries that are in it, which happens by itself too. Blocks; no entry is
     * applied here meanwhile.
     *
     * @throws IllegalStateException if it cannot be written
     */
    void snapshot();

    /** Returns what fails when the log ends at this member by itself, with the reason; it does not complete otherwise. */
    CompletableFuture<@Nullable Void> broken();

    /**
     * Leaves the cluster, whose other members go on if they are more than half. What was not answered fails as unanswered.
     * Blocks, a few seconds at most.
     */
    @Override
    void close();
}
