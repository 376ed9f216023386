package dev.steward.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of several servers that keep one log, as {@link ClusterServers#members} found it. Immutable. Python has no twin of it.
 *
 * @param name its name
 * @param address where the others reach it, such as {@code 10.0.0.1:7001}
 * @param clientAddress where clients reach it, such as {@code 10.0.0.1:8080}; null if it was not named, and has not led yet and so
 *     told nobody
 * @param standing how it stands; null if it did not answer
 * @param silence why it did not answer, null if it did
 */
public record ClusterMember(
        String name,
        String address,
        @Nullable String clientAddress,
        @Nullable Standing standing,
        @Nullable String silence) {

    /**
     * What a server says of itself.
     *
     * @param leads whether it leads the others, and lets clients in
     * @param leader the name of the one that leads, as far as it knows; null if none does
     * @param term the number of the last election of which it knows
     * @param applied how many entries of their log it has applied
     * @param committed the last entry of which it knows that more than half of the servers have it, as the engine counts them,
     *     which has some of its own
     * @param appended the last entry that it has itself, counted so too
     * @param logBytes how many bytes it has on the disk: entries, snapshot and what else is in its directory
     * @param heapBytes how many bytes of its heap are in use
     * @param mostHeapBytes how many that may be
     * @param reached the names of the servers with which it is connected, and its own
     */
    public record Standing(
            boolean leads,
            @Nullable String leader,
            long term,
            long applied,
            long committed,
            long appended,
            long logBytes,
            long heapBytes,
            long mostHeapBytes,
            List<String> reached) {
        /** Copies the names. */
        public Standing {
            reached = List.copyOf(reached);
        }
    }

    /** Returns whether it leads the others, and lets clients in. */
    public boolean leads() {
        return standing != null && standing.leads();
    }
}
