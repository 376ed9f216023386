package dev.steward.cluster;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
import dev.steward.cluster.jgroups.JGroupsConsensus;
import dev.steward.cluster.jgroups.JGroupsEngines;

/** The contract over jgroups-raft, which servers are to use. */
class JGroupsClusterLogTest extends ClusterLogContract {

    @Override
    Engines engines() {
        return new Engines() {
            @Override
            public Consensus member(Membership membership) {
                return new JGroupsConsensus(membership);
            }

            @Override
            public void kill(Consensus member) {
                JGroupsEngines.kill(member);
            }
        };
    }
}
