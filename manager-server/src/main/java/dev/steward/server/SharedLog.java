package dev.steward.server;

import dev.steward.api.AuthKey;
import dev.steward.server.log.ReplicatedLog;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.machine.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of a server that is one of several. Beside the inputs of the machine it has entries of its own: whose log it is, and
 * where clients reach whoever leads. What is submitted waits here until there is room in the cluster's log, in its order.
 */
final class SharedLog implements ReplicatedLog, ServerCluster.Replica, MemberAnswers.Member, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManagerServer.class);

    /** So many entries, or bytes of them, are on their way at most; the others wait. */
    private static final int MOST_ON_THEIR_WAY = 2_048;

    private static final long MOST_BYTES_ON_THEIR_WAY = 16 << 20;
    /** With so many that wait, calls that need room are refused. */
    private static final int MANY = 20_000;

    private static final long MANY_BYTES = 64 << 20;

    private final ServerCluster cluster;
    private final AuthKey key;
    private final int entryBytes;
    /** Held while something is applied, or done between two entries. */
    private final ReentrantLock applying = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    /** How many have come to give the log what waits since the one came that does. */
    private final AtomicInteger pumping = new AtomicInteger();

    // Guarded by the lock.
    private final Queue<Submitted> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private int onTheirWay;
    private long bytesOnTheirWay;
    private boolean leading;
    private @Nullable String ownAddress;

    /** What the log said of itself, as of the last entry. Changed while something is applied. */
    private volatile ClusterFacts facts = ClusterFacts.NONE;

    private volatile ServerCluster.@Nullable Log log;
    private @Nullable Applier machine;
    private long applied;

    /** An entry of this server that was not answered. */
    private static final class Submitted {

        private final byte[] entry;
        private final Runnable applied;
        private final Runnable lost;
        private CompletableFuture<Long> answer = new CompletableFuture<>();

        Submitted(byte[] entry, Runnable applied, Runnable lost) {
            this.entry = entry;
            this.applied = applied;
            this.lost = lost;
        }
    }

    /**
     * A log in which this server does not take part yet.
     *
     * @param entryBytes how large an input may be, encoded
     */
    SharedLog(ServerCluster cluster, AuthKey key, int entryBytes) {
        this.cluster = cluster;
        this.key = key;
        this.entryBytes = entryBytes;
    }

    /** Returns whose log it is; null before the first leader has said so. */
    @Nullable
    Incarnation identity() {
        return facts.identity();
    }

    /** Returns where clients reach the server that leads; empty if that is not known. */
    String leaderAddress() {
        ServerCluster.Log joined = log;
        String leader = joined == null ? null : joined.leader();
        return leader == null ? "" : facts.address(leader);
    }

    @Override
    public String self() {
        return cluster.self();
    }

    @Override
    public String address(String name) {
        return facts.address(name);
    }

    @Override
    public ServerCluster.Standing standing() {
        return joined().standing();
    }

    @Override
    public void handOver() {
        LOG.info("somebody asks that another server lead in the place of '{}'", cluster.self());
        joined().handOver();
    }

    /** Says where clients reach this server. */
    void reachableAt(String address) {
        boolean tells;
        lock.lock();
        try {
            ownAddress = address;
            tells = leading;
        } finally {
            lock.unlock();
        }
        if (tells) {
            tellAddress(address);
        }
    }

    private void tellAddress(String address) {
        submitOwn(ClusterFacts.reachable(cluster.self(), address));
    }

    /** Returns what fails when nothing can be kept at this server any more. */
    CompletableFuture<@Nullable Void> broken() {
        return joined().broken();
    }

    private ServerCluster.Log joined() {
        ServerCluster.Log joined = log;
        if (joined == null) {
            throw new IllegalStateException("the log was not started");
        }
        return joined;
    }

    // What the sequencer asks.

    @Override
    public void start(long lastEntry, Applier applier) {
        machine = applier;
        log = cluster.join(key, entryBytes + ClusterFacts.INPUT_BYTES, this);
        pump();
    }

    @Override
    public void submit(byte[] entry, Runnable whenApplied) {
        submit(entry, whenApplied, () -> {});
    }

    @Override
    public void submit(byte[] entry, Runnable whenApplied, Runnable whenLost) {
        add(new Submitted(ClusterFacts.input(entry), whenApplied, whenLost));
    }

    private void submitOwn(byte[] entry) {
        add(new Submitted(entry, () -> {}, () -> {}));
    }

    private void add(Submitted entry) {
        boolean isTaken;
        lock.lock();
        try {
            isTaken = leading;
            if (isTaken) {
                waiting.add(entry);
                waitingBytes += entry.entry.length;
            }
        } finally {
            lock.unlock();
        }
        if (isTaken) {
            pump();
        } else {
            entry.lost.run();
        }
    }

    @Override
    public @Nullable String refusal() {
        lock.lock();
        try {
            return waiting.size() < MANY && waitingBytes < MANY_BYTES
                    ? null
                    : "more than the servers keep together is waiting to be kept; nothing was done: try again";
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void between(LongConsumer task) {
        applying.lock();
        try {
            task.accept(applied);
        } finally {
            applying.unlock();
        }
    }

    /**
     * Gives the log as much as there is room for. One thread at a time: who comes meanwhile has that one look again, also an entry
     * that is refused at once, so that many that are refused take no stack.
     */
    private void pump() {
        if (pumping.getAndIncrement() > 0) {
            return;
        }
        try {
            int come = 1;
            while (come > 0) {
                giveWhatWaits();
                come = pumping.addAndGet(-come);
            }
        } catch (RuntimeException | Error fault) {
            // Not told to whoever has come: what it submits is taken, and goes out with the next one.
            pumping.set(0);
            LOG.error("what waits could not be given to the log of the cluster", fault);
        }
    }

    private void giveWhatWaits() {
        for (Submitted next = begun(); next != null; next = begun()) {
            Submitted entry = next;
            CompletableFuture<?> unused =
                    entry.answer.whenComplete((number, failure) -> answered(entry, failure == null));
        }
    }

    private @Nullable Submitted begun() {
        ServerCluster.Log joined = log;
        lock.lock();
        try {
            Submitted first = waiting.peek();
            if (first == null || joined == null || !hasRoomFor(first.entry.length)) {
                return null;
            }
            // Under the lock, so that entries keep their order.
            first.answer = joined.submit(first.entry);
            waiting.remove();
            waitingBytes -= first.entry.length;
            onTheirWay++;
            bytesOnTheirWay += first.entry.length;
            return first;
        } catch (RuntimeException | Error notTaken) {
            // As when there is no memory. It is not whose who submits now, and is the first with the next one.
            LOG.error("an entry could not be given to the log of the cluster, and waits", notTaken);
            return null;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoomFor(long bytes) {
        return onTheirWay == 0
                || (onTheirWay < MOST_ON_THEIR_WAY && bytesOnTheirWay + bytes <= MOST_BYTES_ON_THEIR_WAY);
    }

    private void answered(Submitted entry, boolean isApplied) {
        lock.lock();
        try {
            onTheirWay--;
            bytesOnTheirWay -= entry.entry.length;
        } finally {
            lock.unlock();
        }
        try {
            if (isApplied) {
                entry.applied.run();
            } else {
                entry.lost.run();
            }
        } finally {
            // Also if it was refused: this server may lead on, and those that wait have nobody else.
            pump();
        }
    }

    // What the cluster's log tells.

    private Applier machine() {
        Applier started = machine;
        if (started == null) {
            throw new IllegalStateException("the log was not started");
        }
        return started;
    }

    @Override
    public void apply(long number, byte[] entry) {
        applying.lock();
        try {
            if (ClusterFacts.isInput(entry)) {
                machine().apply(number, ClusterFacts.inputIn(entry));
            } else {
                Incarnation before = facts.identity();
                ClusterFacts told = facts.with(entry);
                facts = told;
                Incarnation identity = told.identity();
                if (before == null && identity != null) {
                    machine().begins(identity);
                }
            }
            applied = number;
        } finally {
            applying.unlock();
        }
    }

    @Override
    public void leads() {
        String address;
        lock.lock();
        try {
            leading = true;
            address = ownAddress;
        } finally {
            lock.unlock();
        }
        if (facts.identity() == null) {
            // Of two that say so the first counts.
            submitOwn(ClusterFacts.founded(
                    Incarnation.ofEpoch(UUID.randomUUID(), StateDirectory.epochOfClock(Instant.now()))));
        }
        if (address != null) {
            tellAddress(address);
        }
        applying.lock();
        try {
            machine().leads();
        } finally {
            applying.unlock();
        }
        LOG.info("'{}' leads the servers of its cluster", cluster.self());
    }

    @Override
    public void follows() {
        Queue<Submitted> lost;
        lock.lock();
        try {
            leading = false;
            lost = new ArrayDeque<>(waiting);
            waiting.clear();
            waitingBytes = 0;
        } finally {
            lock.unlock();
        }
        machine().follows();
        LOG.info("'{}' leads the servers of its cluster no more", cluster.self());
        lost.forEach(entry -> entry.lost.run());
    }

    @Override
    public void save(OutputStream out) throws IOException {
        applying.lock();
        try {
            facts.writeTo(out);
            machine().save(out);
        } finally {
            applying.unlock();
        }
    }

    @Override
    public void restore(InputStream in) throws IOException {
        applying.lock();
        try {
            facts = ClusterFacts.readFrom(in);
            applied = machine().restore(in);
        } finally {
            applying.unlock();
        }
    }

    @Override
    public void close() {
        ServerCluster.Log joined = log;
        if (joined != null) {
            joined.close();
        }
    }
}
