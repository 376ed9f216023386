package dev.steward.cluster.jgroups;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jgroups.Address;
import org.jgroups.View;
import org.jgroups.protocols.raft.ELECTION;
import org.jgroups.raft.util.CommitTable;
import org.jgroups.raft.util.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The engine's election, which can also be held by the member that leads, so that another one does, one that has all that it has
 * itself, or because it is in doubt. Among members that know nothing of that it is the engine's own.
 */
final class HandOverElection extends ELECTION {

    /** How long others may need to get what they have not yet. */
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    /** How long they may need to vote. */
    private static final Duration VOTE = Duration.ofSeconds(3);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /**
     * Who is to lead next.
     *
     * @param member has all until the last entry
     * @param last the last entry that this member had
     */
    private record Successor(Address member, long last) {}

    /** For the next count of votes; null if those decide alone. */
    private volatile @Nullable Successor successor;

    HandOverElection() {
        // What members say to each other in an election is told by the number of the engine's own.
        setId(ELECTION_ID);
    }

    /** Returns the members that this one sees, itself among them. */
    List<Address> seen() {
        View now = view;
        return now == null ? List.of() : now.getMembers();
    }

    /**
     * Has another member lead. Blocks, 5 s at most.
     *
     * @throws IllegalStateException if that cannot be, with the reason and the cure
     */
    void handOver() {
        if (!raft.isLeader()) {
            throw new IllegalStateException("this member does not lead: ask the one that does");
        }
        if (!await(CATCH_UP, () -> upToDate() != null)) {
            throw new IllegalStateException(
                    raft.isLeader()
                            ? "no other member has all that this one has, which leads on: try again, and see that the others run"
                            : "this member has ceased to lead by itself: ask who does");
        }
        boolean isOver = await(VOTE, this::isReplaced);
        successor = null;
        if (!isOver) {
            throw new IllegalStateException("no other member was elected: try again, and see that the others run");
        }
    }

    /**
     * Returns whether another member leads. Until then votes are held again and again: what was on its way may be appended meanwhile, or
     * the successor not answer in time, and then the engine's choice is often this member.
     */
    private boolean isReplaced() {
        if (raft.isLeader() && !isVotingThreadRunning()) {
            Successor next = upToDate();
            if (next != null) {
                successor = next;
                startVotingThread();
            }
        }
        return raft.leader() != null && !raft.isLeader();
    }

    /**
     * Has this member lead no more, and all elect anew. One that was stopped may be of an earlier term than the others, who drop what
     * it says, and tell it nothing if the one that led them is gone; the engine does not see that it leads nobody.
     */
    void electAgain() {
        // First: what it took meanwhile would be of a term for which it was not elected.
        raft.setLeaderAndTerm(null);
        startVotingThread();
    }

    private static boolean await(Duration longest, BooleanSupplier state) {
        long end = System.nanoTime() + longest.toNanos();
        while (!state.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return true;
    }

    private @Nullable Successor upToDate() {
        CommitTable others = raft.commitTable();
        long last = raft.lastAppended();
        if (others == null || !raft.isLeader()) {
            return null;
        }
        for (Address member : seen()) {
            CommitTable.Entry known = member.equals(local_addr) ? null : others.get(member);
            if (known != null && known.matchIndex() == last && raft.members().contains(Utils.extractRaftId(member))) {
                return new Successor(member, last);
            }
        }
        return null;
    }

    /** The one that has voted for this election, and has all that this member has; else who the engine takes. */
    @Override
    protected @Nullable Address determineLeader() {
        Successor next = successor;
        successor = null;
        if (next == null
                || next.last != raft.lastAppended()
                || getVotes().getResults().get(next.member) == null) {
            return super.determineLeader();
        }
        return next.member;
    }
}
