package dev.steward.cluster;

import dev.steward.cluster.EntryRefusedException.Reason;
import dev.steward.cluster.consensus.Consensus;
import org.jspecify.annotations.Nullable;

/** What is said to whoever submitted an entry that is not kept, or of which nobody knows that. Safe for any number of threads. */
final class EntryRefusals {

    private final Consensus engine;
    private final ClusterSettings.Bounds bounds;

    EntryRefusals(Consensus engine, ClusterSettings.Bounds bounds) {
        this.engine = engine;
        this.bounds = bounds;
    }

    EntryRefusedException ended() {
        return new EntryRefusedException(Reason.ENDED, null, "the log of this member has ended: start it again");
    }

    EntryRefusedException tooLarge(int bytes) {
        return new EntryRefusedException(
                Reason.TOO_LARGE,
                engine.leader(),
                "an entry of " + bytes + " bytes is larger than the " + bounds.entryBytes()
                        + " that it may have: divide it, or allow more at all members");
    }

    EntryRefusedException overloaded() {
        return new EntryRefusedException(
                Reason.OVERLOADED,
                engine.leader(),
                "as many entries as may be are on their way, " + bounds.entries() + " or " + bounds.bytes()
                        + " bytes: submit it again when some were answered");
    }

    EntryRefusedException notLeading(boolean isLeader) {
        String leader = isLeader ? null : engine.leader();
        return leader == null
                ? new EntryRefusedException(
                        Reason.NO_LEADER,
                        null,
                        "no member leads: an election is under way, or not more than half of the members see each other;"
                                + " try again, and start the members that are missing")
                : new EntryRefusedException(
                        Reason.NOT_LEADER, leader, "member '" + leader + "' leads: submit the entry there");
    }

    /** What was not applied before the next reign was opened never will be. */
    EntryRefusedException lostWithReign() {
        String leader = engine.isLeader() ? null : engine.leader();
        return new EntryRefusedException(
                leader == null ? Reason.NO_LEADER : Reason.NOT_LEADER,
                leader,
                "the leader changed before the entry was kept: submit it again at whoever leads");
    }

    static EntryUnansweredException unanswered(String why, @Nullable Throwable cause) {
        return new EntryUnansweredException("it is not known whether the entry counts: " + why, cause);
    }
}
