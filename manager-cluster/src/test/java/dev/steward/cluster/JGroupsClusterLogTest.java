package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.Membership;
import dev.steward.cluster.jgroups.JGroupsConsensus;
import dev.steward.cluster.jgroups.JGroupsEngines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void whereTheSuccessorDoesNotVoteAnotherOneLeads(@TempDir Path directory) {
        try (TestCluster cluster = new TestCluster(engines(), directory, 1 << 20, "a", "b", "c")) {
            // One after the other: the oldest is elected where all have the same, and hands over to the next one that
            // has all.
            for (String name : List.of("a", "b", "c")) {
                cluster.start(name);
            }
            assertThat(cluster.leader()).isEqualTo("a");
            cluster.write("an entry");
            cluster.awaitApplied(1);
            Consensus leader = cluster.member("a").engine();
            JGroupsEngines.ignore(leader, List.of(cluster.member("b").engine()));
            cluster.member("a").log().handOver();
            assertThat(leader.leader()).isEqualTo("c");
            JGroupsEngines.ignore(leader, List.of());
        }
    }
}
