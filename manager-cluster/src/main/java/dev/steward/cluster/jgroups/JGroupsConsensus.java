package dev.steward.cluster.jgroups;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import dev.steward.cluster.consensus.Membership;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.protocols.raft.LogEntry;
import org.jgroups.protocols.raft.PersistentState;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.raft.StateMachine;
import org.jgroups.raft.util.Utils;
import org.jgroups.util.ByteArrayDataInputStream;
import org.jspecify.annotations.Nullable;

/** The engine jgroups-raft. */
public final class JGroupsConsensus implements Consensus {

    private static final String CLUSTER = "steward";

    private final Membership membership;
    private final RAFT raft;
    private final HandOverElection election;
    private final KeptLog log;
    private @Nullable MemberDirectory directory;
    private @Nullable JChannel channel;
    private volatile @Nullable ConsensusListener listener;
    private volatile boolean failed;

    /** A member that does not take part yet. */
    public JGroupsConsensus(Membership membership) {
        this.membership = membership;
        raft = QuietLogs.with(RAFT::new);
        election = QuietLogs.with(HandOverElection::new);
        log = new KeptLog(membership.fsync(), this::failed);
    }

    @Override
    public synchronized void start(ConsensusListener hearer) {
        listener = hearer;
        directory = MemberDirectory.open(membership);
        try {
            log.init(membership.directory().resolve("log").toString(), null);
            raft.log(log);
            replay(hearer);
            raft.stateMachineLoaded(true);
            raft.stateMachine(new Machine(hearer));
            raft.addRoleListener(role -> hearer.changed());
            JChannel joined = QuietLogs.with(this::newChannel);
            channel = joined;
            joined.connect(CLUSTER);
        } catch (IllegalStateException told) {
            close();
            throw told;
        } catch (SecurityException early) {
            close();
            throw new IllegalStateException(
                    "member '" + membership.self()
                            + "' cannot begin, because the others have not noticed yet that it had ended"
                            + " before: start it again in a few seconds",
                    early);
        } catch (Exception failure) {
            close();
            throw new IllegalStateException(
                    "member '" + membership.self() + "' at " + membership.address() + " cannot begin: "
                            + failure.getMessage(),
                    failure);
        }
    }

    /** Tells what was kept, not by the engine, which does so only if the log has the last entry of its snapshot too. */
    private void replay(ConsensusListener hearer) throws Exception {
        ByteBuffer snapshot = log.getSnapshot();
        if (snapshot != null) {
            ByteArrayDataInputStream in = new ByteArrayDataInputStream(snapshot);
            // The engine's own part, its members, in front.
            new PersistentState().readFrom(in);
            hearer.restore(in);
        }
        for (long index = Math.max(1, log.firstAppended()); index <= log.commitIndex(); index++) {
            LogEntry entry = log.get(index);
            if (entry != null && !entry.internal()) {
                hearer.committed(entry.command());
            }
        }
    }

    private JChannel newChannel() {
        try {
            JChannel made = new JChannel(MemberStack.parts(membership, raft, election));
            // It would listen to all addresses, and for everybody.
            made.getProtocolStack().getTransport().getDiagnosticsHandler().setEnabled(false);
            return made.name(membership.self());
        } catch (Exception failure) {
            throw new IllegalStateException("the engine cannot be put together", failure);
        }
    }

    /** The parts of the engine that a test reaches into. */
    synchronized @Nullable JChannel channel() {
        return channel;
    }

    /** The engine's log cannot be written: what was proposed is not kept here, so nothing more is told. */
    private void failed(Throwable failure) {
        failed = true;
        ConsensusListener hearer = listener;
        if (hearer != null) {
            hearer.failed(failure);
        }
    }

    @Override
    public CompletableFuture<?> propose(byte[] command) {
        try {
            return raft.setAsync(command, 0, command.length, null);
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    @Override
    public boolean isLeader() {
        return raft.isLeader() && !failed;
    }

    @Override
    public @Nullable String leader() {
        Address leader = raft.leader();
        return leader == null ? null : Utils.extractRaftId(leader);
    }

    @Override
    public long term() {
        return raft.currentTerm();
    }

    @Override
    public long appended() {
        return raft.lastAppended();
    }

    @Override
    public long committed() {
        return raft.commitIndex();
    }

    @Override
    public Set<String> reached() {
        return election.seen().stream().map(Utils::extractRaftId).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void handOver() {
        election.handOver();
    }

    @Override
    public void electAgain() {
        election.electAgain();
    }

    @Override
    public void snapshot() {
        try {
            raft.snapshotAsync().join();
        } catch (CompletionException failure) {
            throw new IllegalStateException("no snapshot could be written: " + failure.getCause(), failure);
        }
    }

    @Override
    public synchronized void close() {
        if (channel != null) {
            channel.close();
            channel = null;
        }
        if (directory != null) {
            log.close();
            directory.close();
            directory = null;
        }
    }

    /** What the engine applies commands to. */
    private final class Machine implements StateMachine {

        private final ConsensusListener hearer;

        Machine(ConsensusListener hearer) {
            this.hearer = hearer;
        }

        @Override
        public byte @Nullable [] apply(byte[] data, int offset, int length, boolean serializes) {
            if (!failed) {
                hearer.committed(Arrays.copyOfRange(data, offset, offset + length));
            }
            return null;
        }

        @Override
        public void writeContentTo(DataOutput out) throws Exception {
            Counted counted = new Counted((OutputStream) out);
            hearer.save(counted);
            // A large state is not written again for each few entries.
            raft.maxLogSize(Math.max(membership.snapshotBytes(), counted.bytes()));
        }

        @Override
        public void readContentFrom(DataInput in) throws Exception {
            hearer.restore((InputStream) in);
        }
    }
}
