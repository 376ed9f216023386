package dev.steward.cluster;

import dev.steward.cluster.jgroups.JGroupsConsensus;

/** Members of clusters. */
public final class Cluster {

    private Cluster() {}

    /**
     * Has a replica take part in a cluster. Blocks until what was kept is applied, and for a few seconds to find the others;
     * waits for nobody longer. Whether entries are taken, and by whom, {@link ClusterLog#standing} says.
     *
     * @throws IllegalStateException if the directory is in use, belongs to another member or cluster or cannot be read, or the
     *     address cannot be listened on; says what and the cure
     */
    public static ClusterLog join(ClusterSettings settings, Replica replica) {
        return ReignLog.started(new JGroupsConsensus(settings.membership()), settings.bounds(), replica);
    }
}
