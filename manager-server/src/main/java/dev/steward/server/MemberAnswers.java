package dev.steward.server;

import dev.steward.objects.SessionId;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.server.admission.HeapWatch;
import dev.steward.server.machine.Workers;
import dev.steward.server.session.ClientConnection;
import dev.steward.server.session.ClusterQuestions;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how this server stands among several, whether it leads or not, and has another one lead in its place. Looking at the
 * disk and handing over take longer than a loop may linger, so workers do it.
 */
final class MemberAnswers implements ClusterQuestions {

    private static final Logger LOG = LoggerFactory.getLogger(MemberAnswers.class);

    /** This server as one of several. */
    interface Member {

        /** Returns its name. */
        String self();

        /** Returns where clients reach a server; empty if it has not led yet. */
        String address(String name);

        /** Returns how this server stands among the others; as {@link ServerCluster.Log#standing}. */
        ServerCluster.Standing standing();

        /** Has another server lead; as {@link ServerCluster.Log#handOver}. */
        void handOver();
    }

    private final @Nullable Member log;
    private final BooleanSupplier letsIn;
    private final HeapWatch heap;
    private final boolean hasAdminKey;
    private final Workers workers;

    /**
     * Answers for one server.
     *
     * @param log what it has together with others; null if it is alone
     * @param letsIn returns whether it leads and lets clients in
     * @param hasAdminKey whether only who has that may have another one lead
     */
    MemberAnswers(@Nullable Member log, BooleanSupplier letsIn, HeapWatch heap, boolean hasAdminKey, Workers workers) {
        this.log = log;
        this.letsIn = letsIn;
        this.heap = heap;
        this.hasAdminKey = hasAdminKey;
        this.workers = workers;
    }

    @Override
    public void asked(ClientConnection connection, AskCluster question) {
        Member shared = log;
        if (shared == null) {
            refuse(
                    connection,
                    FailureCode.REFUSED,
                    "this server is alone, and none of a cluster: ask one that was started with --cluster, or start this one"
                            + " so");
            return;
        }
        boolean stepsDown = question.wish() == AskCluster.Wish.STEP_DOWN;
        if (stepsDown && hasAdminKey && !connection.admin()) {
            refuse(
                    connection,
                    FailureCode.AUTHENTICATION,
                    "having another server lead needs the admin key: connect with ClientOptions.adminKey()");
            return;
        }
        try {
            workers.execute(SessionId.LOCAL, () -> answer(connection, shared, stepsDown));
        } catch (RejectedExecutionException ended) {
            refuse(connection, FailureCode.DRAINING, "it answers nothing any more");
        }
    }

    private void answer(ClientConnection connection, Member shared, boolean stepsDown) {
        try {
            if (stepsDown) {
                shared.handOver();
            }
            connection.send(state(shared));
        } catch (IllegalStateException told) {
            refuse(connection, FailureCode.REFUSED, String.valueOf(told.getMessage()));
        } catch (RuntimeException | Error fault) {
            LOG.error("could not tell how this server stands among the others", fault);
            refuse(connection, FailureCode.INTERNAL, "its log has the stack and says what it was");
        }
    }

    private static void refuse(ClientConnection connection, FailureCode code, String sentence) {
        connection.close(new Failure(code, sentence));
    }

    /** Returns how this server stands; null if it is alone. Blocks as long as it takes to look at its directory. */
    @Nullable
    ClusterView view() {
        Member shared = log;
        return shared == null ? null : view(shared);
    }

    private ClusterView view(Member shared) {
        ServerCluster.Standing standing = shared.standing();
        Map<String, String> addresses = new TreeMap<>();
        for (ServerCluster.Member member : standing.members()) {
            String address = shared.address(member.name());
            if (!address.isEmpty()) {
                addresses.put(member.name(), address);
            }
        }
        return new ClusterView(shared.self(), letsIn.getAsBoolean(), standing, addresses);
    }

    private ClusterState state(Member shared) {
        ClusterView view = view(shared);
        ServerCluster.Standing standing = view.standing();
        String leader = standing.leader();
        return new ClusterState(
                view.self(),
                leader == null ? "" : leader,
                view.leads(),
                standing.term(),
                standing.applied(),
                standing.committed(),
                standing.appended(),
                standing.logBytes(),
                heap.used(),
                heap.limit(),
                standing.members().stream()
                        .map(member -> new ClusterState.Member(
                                member.name(),
                                member.address(),
                                view.clientAddresses().getOrDefault(member.name(), ""),
                                member.isReached()))
                        .toList());
    }
}
