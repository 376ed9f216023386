package dev.steward.cluster.ratis;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import dev.steward.cluster.consensus.Membership;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.RaftStorage.StartupOption;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;
import org.jspecify.annotations.Nullable;

/** The engine Apache Ratis, to see that the log does not hang on one. Its members prove no key to each other. */
public final class RatisConsensus implements Consensus {

    private static final RaftGroupId GROUP = RaftGroupId.valueOf(new UUID(1, 1));
    private static final long SNAPSHOT_MILLIS = 10_000;
    private static final long HAND_OVER_MILLIS = 5_000;

    private final Membership membership;
    private final ClientId client = ClientId.randomId();
    private final AtomicLong calls = new AtomicLong();
    private @Nullable RaftServer server;

    /** A member that does not take part yet. */
    public RatisConsensus(Membership membership) {
        this.membership = membership;
    }

    @Override
    public void start(ConsensusListener listener) {
        List<RaftPeer> peers = membership.members().entrySet().stream()
                .map(member -> RaftPeer.newBuilder()
                        .setId(member.getKey())
                        .setAddress(member.getValue())
                        .build())
                .toList();
        Path directory = membership.directory();
        boolean isNew = !Files.exists(directory.resolve(GROUP.getUuid().toString()));
        try {
            RaftServer built = RaftServer.newBuilder()
                    .setServerId(RaftPeerId.valueOf(membership.self()))
                    .setGroup(RaftGroup.valueOf(GROUP, peers))
                    .setOption(isNew ? StartupOption.FORMAT : StartupOption.RECOVER)
                    .setProperties(properties(directory))
                    .setStateMachine(new RatisMachine(listener))
                    .build();
            server = built;
            built.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private RaftProperties properties(Path directory) {
        RaftProperties properties = new RaftProperties();
        RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
        GrpcConfigKeys.Server.setHost(properties, membership.address().getHostString());
        GrpcConfigKeys.Server.setPort(properties, membership.address().getPort());
        RaftServerConfigKeys.Rpc.setTimeoutMin(properties, TimeDuration.valueOf(300, TimeUnit.MILLISECONDS));
        RaftServerConfigKeys.Rpc.setTimeoutMax(properties, TimeDuration.valueOf(600, TimeUnit.MILLISECONDS));
        RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(
                properties, TimeDuration.valueOf(1, TimeUnit.SECONDS));
        // Whole segments are dropped: small ones.
        RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SizeInBytes.valueOf("16KB"));
        RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("4KB"));
        RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
        RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
        RaftServerConfigKeys.Snapshot.setCreationGap(properties, 1);
        // It looks for what an empty member has one entry after the other, and waits a second for each after the tenth.
        RaftServerConfigKeys.Log.Appender.setRetryPolicy(properties, "10ms,10000");
        return properties;
    }

    private RaftServer server() {
        RaftServer started = server;
        if (started == null) {
            throw new IllegalStateException("it was not started");
        }
        return started;
    }

    private RaftLog log() {
        try {
            return server().getDivision(GROUP).getRaftLog();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private DivisionInfo info() {
        try {
            return server().getDivision(GROUP).getInfo();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public CompletableFuture<?> propose(byte[] command) {
        RaftClientRequest request = RaftClientRequest.newBuilder()
                .setClientId(client)
                .setServerId(server().getId())
                .setGroupId(GROUP)
                .setCallId(calls.incrementAndGet())
                .setMessage(Message.valueOf(ByteString.copyFrom(command)))
                .setType(RaftClientRequest.writeRequestType())
                .build();
        try {
            return server().submitClientRequestAsync(request).thenAccept(RatisConsensus::requireSuccess);
        } catch (IOException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static void requireSuccess(RaftClientReply reply) {
        if (!reply.isSuccess()) {
            throw new IllegalStateException(String.valueOf(reply));
        }
    }

    @Override
    public boolean isLeader() {
        return info().isLeader();
    }

    @Override
    public @Nullable String leader() {
        RaftPeerId leader = info().getLeaderId();
        return leader == null ? null : leader.toString();
    }

    @Override
    public long term() {
        return info().getCurrentTerm();
    }

    @Override
    public long appended() {
        TermIndex last = log().getLastEntryTermIndex();
        return last == null ? 0 : last.getIndex() + 1;
    }

    @Override
    public long committed() {
        return log().getLastCommittedIndex() + 1;
    }

    /** It tells nobody of connections: all members. */
    @Override
    public Set<String> reached() {
        return membership.members().keySet();
    }

    @Override
    public void handOver() {
        RaftPeerId next = membership.members().keySet().stream()
                .filter(name -> !name.equals(membership.self()))
                .map(RaftPeerId::valueOf)
                .findFirst()
                .orElseThrow();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(HAND_OVER_MILLIS);
        try {
            RaftClientReply told = transferTo(next);
            // The one that is to lead is behind where there is load; the engine tries once.
            while (!told.isSuccess() && isLeader() && System.nanoTime() < end) {
                told = transferTo(next);
            }
            requireSuccess(told);
        } catch (IOException failed) {
            throw new IllegalStateException("no other member took over: " + failed.getMessage(), failed);
        }
    }

    private RaftClientReply transferTo(RaftPeerId next) throws IOException {
        return server().transferLeadership(new TransferLeadershipRequest(
                client, server().getId(), GROUP, calls.incrementAndGet(), next, HAND_OVER_MILLIS));
    }

    @Override
    public void snapshot() {
        requireSuccess(server().snapshotManagementAsync(SnapshotManagementRequest.newCreate(
                        client, server().getId(), GROUP, calls.incrementAndGet(), SNAPSHOT_MILLIS))
                .join());
    }

    @Override
    public void close() {
        try {
            server().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
