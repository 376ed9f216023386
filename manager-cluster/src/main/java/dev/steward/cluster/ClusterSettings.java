package dev.steward.cluster;

import dev.steward.cluster.consensus.Membership;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Who the members of a cluster are, and what its log may take. Immutable; each {@code with} method returns another one.
 */
public final class ClusterSettings {

    private static final int MEBIBYTE = 1 << 20;

    private final Membership membership;
    private final Bounds bounds;

    /**
     * How much may be on its way, and how long.
     *
     * @param entryBytes how large an entry may be
     * @param entries how many entries may be submitted and not answered
     * @param bytes how many bytes those may have
     * @param proposeAgain after how long an entry that was not answered is proposed again
     * @param giveUp after how long it is told that it was not answered
     */
    record Bounds(int entryBytes, int entries, long bytes, Duration proposeAgain, Duration giveUp) {}

    private ClusterSettings(Membership membership, Bounds bounds) {
        this.membership = membership;
        this.bounds = bounds;
    }

    /**
     * The settings of one member. Entries are on the disk before they count.
     *
     * @param self the name of this member
     * @param members where each member listens, by name, the same at all of them: an address of the interface that is to be
     *     listened on, and nothing else is
     * @param directory where this member keeps its log; made if it is not there. No other member may have it
     * @param key what the members prove to each other that they have, without sending it
     * @throws IllegalArgumentException if this member is none of the members
     */
    public static ClusterSettings of(String self, Map<String, InetSocketAddress> members, Path directory, byte[] key) {
        return new ClusterSettings(
                new Membership(self, members, directory, key, true, 16 * MEBIBYTE),
                new Bounds(MEBIBYTE, 4096, 32L * MEBIBYTE, Duration.ofSeconds(1), Duration.ofSeconds(20)));
    }

    /** Has this member say that it has an entry before that is on its disk: a power cut at more than half of them loses it. */
    public ClusterSettings withoutFsync() {
        return new ClusterSettings(
                new Membership(
                        membership.self(),
                        membership.members(),
                        membership.directory(),
                        membership.key(),
                        false,
                        membership.snapshotBytes()),
                bounds);
    }

    /** Keeps so many bytes of entries before a snapshot replaces them, unless the last snapshot was larger. 16 MiB otherwise. */
    public ClusterSettings withSnapshotBytes(int bytes) {
        return new ClusterSettings(
                new Membership(
                        membership.self(),
                        membership.members(),
                        membership.directory(),
                        membership.key(),
                        membership.fsync(),
                        bytes),
                bounds);
    }

    /** Refuses entries of more bytes. 1 MiB otherwise. */
    public ClusterSettings withEntryBytes(int bytes) {
        return new ClusterSettings(
                membership,
                new Bounds(bytes, bounds.entries(), bounds.bytes(), bounds.proposeAgain(), bounds.giveUp()));
    }

    /** Refuses entries while so many, or so many bytes of them, are not answered. 4096 and 32 MiB otherwise. */
    public ClusterSettings withOnTheirWay(int entries, long bytes) {
        return new ClusterSettings(
                membership, new Bounds(bounds.entryBytes(), entries, bytes, bounds.proposeAgain(), bounds.giveUp()));
    }

    /** Says after this time that an entry was not answered. 20 s otherwise. */
    public ClusterSettings withGiveUp(Duration giveUp) {
        return new ClusterSettings(
                membership,
                new Bounds(bounds.entryBytes(), bounds.entries(), bounds.bytes(), bounds.proposeAgain(), giveUp));
    }

    Membership membership() {
        return membership;
    }

    Bounds bounds() {
        return bounds;
    }
}
