package dev.steward.cluster;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
import dev.steward.cluster.ratis.RatisConsensus;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;

/**
 * The contract over Apache Ratis, to see that the engine can be changed: all of it but the member that comes back empty, which this
 * adapter does not bring up reliably.
 */
@Tag("one-jdk")
class RatisClusterLogTest extends ClusterLogContract {

    @Override
    Engines engines() {
        return new Engines() {
            @Override
            public Consensus member(Membership membership) {
                return new RatisConsensus(membership);
            }

            @Override
            public void kill(Consensus member) {
                // It says nothing to the others when it is closed either.
                member.close();
            }
        };
    }

    @Override
    @Disabled("in 6 of 7 runs the empty member had not got the leader's snapshot after 30 s: decision 40")
    void anEmptyMemberGetsAllAndAMinorityRefuses() {
        // Left out here; JGroupsClusterLogTest has it.
    }
}
