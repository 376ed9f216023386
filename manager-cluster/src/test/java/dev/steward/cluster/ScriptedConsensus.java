package dev.steward.cluster;

import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An engine that does what a test says, and by itself nothing. */
final class ScriptedConsensus implements Consensus {

    private final List<byte[]> proposed = new CopyOnWriteArrayList<>();
    private volatile @Nullable ConsensusListener listener;
    private volatile @Nullable String leader;
    private volatile boolean isLeader;
    private volatile boolean refuses;
    private volatile boolean closed;
    private final AtomicInteger elections = new AtomicInteger();
    private volatile int failedElections;
    private volatile @Nullable Error noMemory;
    private volatile Runnable handingOver = () -> {};

    /** Has this member lead, another one, or none. */
    void leads(@Nullable String member) {
        leader = member;
        isLeader = "self".equals(member);
        listener().changed();
    }

    /** Says of each proposal that it was not taken. */
    void refuse(boolean all) {
        refuses = all;
    }

    /** Throws that at each proposal; nothing if it is null. */
    void fail(@Nullable Error fault) {
        noMemory = fault;
    }

    /** Has the first elections anew fail. */
    void failElections(int first) {
        failedElections = first;
    }

    /** Returns what was proposed, in that order. */
    List<byte[]> proposed() {
        return proposed;
    }

    ConsensusListener listener() {
        ConsensusListener started = listener;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    /** Commits something, as often as it is called. */
    void commit(byte[] command) {
        listener().committed(command);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void start(ConsensusListener hearer) {
        listener = hearer;
    }

    @Override
    public CompletableFuture<?> propose(byte[] command) {
        Error fault = noMemory;
        if (fault != null) {
            throw fault;
        }
        proposed.add(command);
        return refuses
                ? CompletableFuture.failedFuture(new IllegalStateException("refused"))
                : new CompletableFuture<>();
    }

    @Override
    public boolean isLeader() {
        return isLeader;
    }

    @Override
    public @Nullable String leader() {
        return leader;
    }

    @Override
    public long term() {
        return 1;
    }

    @Override
    public long appended() {
        return proposed.size();
    }

    @Override
    public long committed() {
        return 0;
    }

    @Override
    public Set<String> reached() {
        return Set.of("self");
    }

    @Override
    public void electAgain() {
        if (elections.incrementAndGet() <= failedElections) {
            throw new IllegalStateException("on purpose");
        }
        leads(null);
    }

    /** Returns how often the members were to elect anew. */
    int elections() {
        return elections.get();
    }

    /** Does what the test says, on the thread of whoever hands over. */
    @Override
    public void handOver() {
        handingOver.run();
    }

    /** Says what is done when this member is to hand over. */
    void whenHandingOver(Runnable task) {
        handingOver = task;
    }

    @Override
    public void snapshot() {}

    @Override
    public void close() {
        closed = true;
    }
}
