package dev.steward.server;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The servers with which a server keeps one log: what {@link ManagerServer.Builder#cluster} takes. Programs take {@code
 * ClusterOptions} of manager-cluster, and need not know what is in here: by it a server uses a log of which it knows nothing else.
 * Safe for use by any number of threads.
 */
public interface ServerCluster {

    /** Returns the name of this server among them, such as {@code a}. */
    String self();

    /** Returns the host at which the others reach this server. */
    String host();

    /** Returns whether what they say to each other stays on this machine. */
    boolean isLocal();

    /**
     * Begins to take part. Blocks until what was kept is applied, and for a few seconds to find the others; waits for nobody
     * longer.
     *
     * @param key what they prove to each other
     * @param entryBytes how large an entry may be
     * @param replica what entries are applied to
     * @throws IllegalStateException if it cannot; says what, and the cure
     */
    Log join(AuthKey key, int entryBytes, Replica replica);

    /**
     * How this server stands among them, as far as it knows.
     *
     * @param leader the name of the one that leads; null if none does, or it does not know
     * @param term the number of the last election
     * @param applied how many entries were applied here
     * @param committed the last entry, as the engine counts them, that more than half of the servers have
     * @param appended the last one that this server has
     * @param logBytes how many bytes it has on the disk
     * @param members all servers, in the order of their names
     */
    record Standing(
            @Nullable String leader,
            long term,
            long applied,
            long committed,
            long appended,
            long logBytes,
            List<Member> members) {
        /** Copies the servers. */
        public Standing {
            members = List.copyOf(members);
        }
    }

    /**
     * One of the servers.
     *
     * @param name its name
     * @param address where the others reach it, such as {@code 10.0.0.1:7001}
     * @param isReached whether this server is connected with it
     */
    record Member(String name, String address, boolean isReached) {}

    /** The log that they keep, at this server. */
    interface Log extends AutoCloseable {

        /**
         * Gives an entry to the log if this server leads. Does not block; entries of one thread keep their order.
         *
         * @return completes when the entry was applied here; fails if it does not count, or nobody knows whether it does
         */
        CompletableFuture<Long> submit(byte[] entry);

        /** Returns the name of the one that leads, as far as this one knows; null if none does, or it does not know. */
        @Nullable
        String leader();

        /** Returns how it stands. Blocks as long as it takes to look at the directory of this server. */
        Standing standing();

        /**
         * Has another server lead in the place of this one, which has all that this one has. Entries wait meanwhile. Blocks, a few
         * seconds at most.
         *
         * @throws IllegalStateException if this one does not lead, or none took over; it leads on then, if nothing else is the
         *     matter. Says what, and the cure
         */
        void handOver();

        /** Returns what fails when nothing can be kept here any more. */
        CompletableFuture<@Nullable Void> broken();

        /** Leaves. Blocks, a few seconds at most. */
        @Override
        void close();
    }

    /** What the entries are applied to, at one server. All but {@link #follows} come from one thread at a time. */
    interface Replica {

        /**
         * Applies an entry; each comes once, in the order of the log. Does not block. What it throws ends the log at this server.
         *
         * @param number which entry it is, counted from 1; the same at all servers
         */
        void apply(long number, byte[] entry);

        /** This server leads, and has applied what leaders before it said. Does not block. */
        void leads();

        /** This server leads no more. Any thread; does not block. */
        void follows();

        /** Writes the state between two entries. */
        void save(OutputStream out) throws IOException;

        /** Forgets the state, and takes one that was saved at some server. */
        void restore(InputStream in) throws IOException;
    }
}
