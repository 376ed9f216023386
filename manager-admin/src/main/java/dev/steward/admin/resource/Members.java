package dev.steward.admin.resource;

import dev.steward.admin.json.MemberJson;
import dev.steward.server.ClusterView;
import dev.steward.server.ServerCluster;
import dev.steward.server.ServerView;
import java.util.List;

/** The servers that keep one log, as this one sees them: it knows of itself how far it is, and of the others whether it reaches them. */
final class Members {

    private final ServerView host;

    Members(ServerView host) {
        this.host = host;
    }

    /** Returns all of them in the order of their names; none if the server is alone. Blocks as {@link ServerView#cluster}. */
    List<MemberJson> all() {
        ClusterView cluster = host.cluster();
        return cluster == null
                ? List.of()
                : cluster.standing().members().stream()
                        .map(member -> row(cluster, member))
                        .toList();
    }

    private MemberJson row(ClusterView cluster, ServerCluster.Member member) {
        boolean isSelf = member.name().equals(cluster.self());
        MemberJson.Role role = isSelf ? ownRole(cluster) : roleOf(cluster, member);
        return new MemberJson(
                member.name(),
                cluster.clientAddresses().get(member.name()),
                member.address(),
                role,
                role == MemberJson.Role.UNREACHABLE ? "'" + cluster.self() + "' is not connected with it" : null,
                isSelf ? standing(cluster.standing()) : null);
    }

    private static MemberJson.Role ownRole(ClusterView cluster) {
        return cluster.leads() ? MemberJson.Role.LEADER : MemberJson.Role.FOLLOWER;
    }

    private static MemberJson.Role roleOf(ClusterView cluster, ServerCluster.Member member) {
        if (!member.isReached()) {
            return MemberJson.Role.UNREACHABLE;
        }
        return member.name().equals(cluster.standing().leader()) ? MemberJson.Role.LEADER : MemberJson.Role.FOLLOWER;
    }

    private MemberJson.Standing standing(ServerCluster.Standing standing) {
        return new MemberJson.Standing(
                standing.leader(),
                standing.term(),
                standing.applied(),
                standing.committed(),
                standing.appended(),
                standing.logBytes(),
                host.heapBytes(),
                host.mostHeapBytes(),
                standing.members().stream()
                        .filter(ServerCluster.Member::isReached)
                        .map(ServerCluster.Member::name)
                        .toList());
    }
}
