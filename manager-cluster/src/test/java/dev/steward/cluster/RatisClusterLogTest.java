package dev.steward.cluster;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
import dev.steward.cluster.ratis.RatisConsensus;

/** The contract over Apache Ratis, to see that the engine can be changed. */
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
}
