package dev.steward.cluster;

import dev.steward.api.AuthKey;
import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.jgroups.JGroupsConsensus;
import dev.steward.cluster.jgroups.JGroupsEngines;
import dev.steward.server.ServerCluster;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@link ClusterOptions} is to a server, with an engine that a test can kill. */
final class KillableMember implements ServerCluster {

    private final ClusterOptions options;
    private final int snapshotBytes;
    private volatile @Nullable Consensus engine;
    private volatile @Nullable ReignLog log;

    KillableMember(ClusterOptions options, int snapshotBytes) {
        this.options = options;
        this.snapshotBytes = snapshotBytes;
    }

    @Override
    public String self() {
        return options.self();
    }

    @Override
    public String host() {
        return options.host();
    }

    @Override
    public boolean isLocal() {
        return options.isLocal();
    }

    @Override
    public Log join(AuthKey key, int entryBytes, ServerCluster.Replica replica) {
        ClusterSettings settings = options.settings(key, entryBytes).withSnapshotBytes(snapshotBytes);
        Consensus made = new JGroupsConsensus(settings.membership());
        engine = made;
        ReignLog joined = ReignLog.started(made, settings.bounds(), new AppliedToServer(replica));
        log = joined;
        return options.joined(joined);
    }

    ReignLog log() {
        ReignLog joined = log;
        if (joined == null) {
            throw new IllegalStateException(self() + " takes no part yet");
        }
        return joined;
    }

    /** Ends it without a word to the others. */
    void kill() {
        Consensus running = engine;
        if (running != null) {
            JGroupsEngines.kill(running);
        }
    }

    /** Has it hear nothing of those, and again of all others. */
    void ignore(List<KillableMember> others) {
        JGroupsEngines.ignore(
                Objects.requireNonNull(engine),
                others.stream()
                        .map(other -> Objects.requireNonNull(other.engine))
                        .toList());
    }
}
