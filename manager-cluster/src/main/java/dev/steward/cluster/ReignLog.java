package dev.steward.cluster;

import dev.steward.cluster.AppliedPosition.Verdict;
import dev.steward.cluster.PendingEntries.Pending;
import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A log over an engine that promises little. Whoever leads opens a reign by an entry of its own, and numbers what it proposes
 * from there: so what is proposed again counts once, what was lost is seen by the gap, and nothing of a reign counts any more
 * when the next one was opened. Therefore the opening of a reign also says what became of the entries before it.
 */
final class ReignLog implements ClusterLog, ConsensusListener {

    private static final Logger LOG = LoggerFactory.getLogger(ReignLog.class);
    private static final long LOOK_MILLIS = 50;

    private final Consensus engine;
    private final ClusterSettings.Bounds bounds;
    private final Replica replica;
    private final ScheduledThreadPoolExecutor keeper;
    private final CompletableFuture<@Nullable Void> broken = new CompletableFuture<>();
    private final ReentrantLock telling = new ReentrantLock();
    private final ReentrantLock lock = new ReentrantLock();

    // Guarded by the lock.
    private final PendingEntries pending = new PendingEntries();
    private AppliedPosition progress = new AppliedPosition();
    /** The reign that this member opens or has opened; null if it leads not, as far as it knows. */
    private @Nullable Reign own;
    /** Whether that is the reign of the log now. */
    private boolean open;
    /** The last entry of that reign that was submitted. */
    private long submitted;

    private long proposedAt;
    private boolean ended;
    /** Whether a reign of this member has ended since the replica was told who leads. */
    private boolean reignEnded;

    /** Whether the engine is known to have lost what was proposed. */
    private volatile boolean lost;

    /** What the replica knows; guarded by {@link #telling}. */
    private boolean toldLeads;

    private ReignLog(Consensus engine, ClusterSettings.Bounds bounds, Replica replica) {
        this.engine = engine;
        this.bounds = bounds;
        this.replica = replica;
        keeper = new ScheduledThreadPoolExecutor(1);
        keeper.setThreadFactory(task -> {
            Thread thread = new Thread(task, "manager-cluster-log");
            thread.setDaemon(true);
            return thread;
        });
        keeper.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Returns a log that takes part; see {@link Consensus#start}. */
    static ReignLog started(Consensus engine, ClusterSettings.Bounds bounds, Replica replica) {
        ReignLog log = new ReignLog(engine, bounds, replica);
        try {
            engine.start(log);
        } catch (RuntimeException failed) {
            log.close();
            throw failed;
        }
        ScheduledFuture<?> unused = log.keeper.scheduleWithFixedDelay(log::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return log;
    }

    @Override
    public CompletableFuture<Long> submit(byte[] entry) {
        CompletableFuture<Long> answer = new CompletableFuture<>();
        boolean isLeader = engine.isLeader();
        EntryRefusedException refusal;
        lock.lock();
        try {
            refusal = refusal(entry.length, isLeader);
            if (!isLeader) {
                // Whoever was told that this member leads misses what is refused: so it is told that this is over, also
                // if this
                // member leads again at once.
                endReign();
            }
            Reign reign = own;
            if (refusal == null && reign != null) {
                long now = System.nanoTime();
                if (pending.first() == null) {
                    proposedAt = now;
                }
                NumberedEntry envelope = new NumberedEntry(false, reign, ++submitted, entry);
                pending.add(new Pending(envelope, answer, now));
                // Under the lock, so that the engine gets entries in the order of their numbers.
                propose(envelope);
            }
        } finally {
            lock.unlock();
        }
        if (refusal != null) {
            answer.completeExceptionally(refusal);
            if (!isLeader) {
                changed();
            }
        }
        return answer;
    }

    private @Nullable EntryRefusedException refusal(int bytes, boolean isLeader) {
        if (ended) {
            return new EntryRefusedException(
                    EntryRefusedException.Reason.ENDED, null, "the log of this member has ended: start it again");
        }
        if (bytes > bounds.entryBytes()) {
            return new EntryRefusedException(
                    EntryRefusedException.Reason.TOO_LARGE,
                    engine.leader(),
                    "an entry of " + bytes + " bytes is larger than the " + bounds.entryBytes()
                            + " that it may have: divide it, or allow more at all members");
        }
        if (!isLeader || !open) {
            return notLeading(isLeader);
        }
        if (!pending.hasRoomFor(bytes, bounds)) {
            return new EntryRefusedException(
                    EntryRefusedException.Reason.OVERLOADED,
                    engine.leader(),
                    "as many entries as may be are on their way, " + bounds.entries() + " or " + bounds.bytes()
                            + " bytes: submit it again when some were answered");
        }
        return null;
    }

    private EntryRefusedException notLeading(boolean isLeader) {
        String leader = isLeader ? null : engine.leader();
        return leader == null
                ? new EntryRefusedException(
                        EntryRefusedException.Reason.NO_LEADER,
                        null,
                        "no member leads: an election is under way, or not more than half of the members see each other;"
                                + " try again, and start the members that are missing")
                : new EntryRefusedException(
                        EntryRefusedException.Reason.NOT_LEADER,
                        leader,
                        "member '" + leader + "' leads: submit the entry there");
    }

    private void propose(NumberedEntry envelope) {
        CompletableFuture<?> unused = engine.propose(envelope.encoded()).whenComplete((nothing, failure) -> {
            if (failure != null) {
                lost = true;
            }
        });
    }

    @Override
    public Standing standing() {
        boolean isLeader = engine.isLeader();
        String leader = engine.leader();
        long term = engine.term();
        lock.lock();
        try {
            return new Standing(leader, term, isLeader && open, progress.applied());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void snapshot() {
        engine.snapshot();
    }

    @Override
    public CompletableFuture<@Nullable Void> broken() {
        return broken;
    }

    // The keeper.

    @Override
    public void changed() {
        keeper.execute(this::look);
    }

    /** Does what is due: opens a reign, or ends it; proposes again; gives up. */
    private void look() {
        boolean isLeader = engine.isLeader();
        long now = System.nanoTime();
        List<Pending> late = List.of();
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (isLeader) {
                lead(now);
            } else {
                endReign();
            }
            Pending first = pending.first();
            if (first != null && now - first.since() >= bounds.giveUp().toNanos()) {
                // Those behind it count only if it does: their numbers follow.
                late = pending.takeAll();
                endReign();
            }
        } finally {
            lock.unlock();
        }
        tell();
        fail(late, unanswered("it was not answered within " + bounds.giveUp(), null));
    }

    private void lead(long now) {
        Reign reign = own;
        boolean isDue = lost || now - proposedAt >= bounds.proposeAgain().toNanos();
        if (reign == null) {
            reign = new Reign(
                    progress.reign().number() + 1, ThreadLocalRandom.current().nextLong());
            own = reign;
            submitted = 0;
            isDue = true;
        }
        if (!isDue) {
            return;
        }
        lost = false;
        proposedAt = now;
        if (!open) {
            propose(NumberedEntry.opening(reign));
            return;
        }
        for (Pending entry : pending.all()) {
            propose(entry.envelope());
        }
    }

    private void endReign() {
        reignEnded |= open;
        own = null;
        open = false;
    }

    /** Tells the replica whether it leads, if it does not know. */
    private void tell() {
        telling.lock();
        try {
            boolean over = takeReignEnded();
            boolean leads = isOpen();
            if (toldLeads && (over || !leads)) {
                toldLeads = false;
                replica.follows();
            }
            if (leads && !toldLeads) {
                toldLeads = true;
                replica.leads();
            }
        } catch (RuntimeException | Error fault) {
            end(fault);
        } finally {
            telling.unlock();
        }
    }

    private boolean takeReignEnded() {
        lock.lock();
        try {
            boolean over = reignEnded;
            reignEnded = false;
            return over;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen() {
        lock.lock();
        try {
            return open;
        } finally {
            lock.unlock();
        }
    }

    // What the engine tells.

    @Override
    public void committed(byte[] command) {
        NumberedEntry envelope;
        try {
            envelope = NumberedEntry.decoded(command);
        } catch (IllegalArgumentException damaged) {
            end(damaged);
            return;
        }
        List<Pending> over = List.of();
        Pending answered = null;
        Verdict verdict;
        long number;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            verdict = progress.take(envelope);
            number = progress.applied();
            if (verdict == Verdict.OPENS) {
                over = pending.takeAll();
                boolean isOwn = envelope.reign().equals(own);
                if (!isOwn) {
                    endReign();
                }
                open = isOwn;
            } else if (verdict == Verdict.APPLIES) {
                answered = answered(envelope);
            }
        } finally {
            lock.unlock();
        }
        if (verdict == Verdict.OPENS) {
            fail(over, lostWithReign());
            tell();
        } else if (verdict == Verdict.APPLIES) {
            apply(number, envelope.entry(), answered);
        }
    }

    private @Nullable Pending answered(NumberedEntry envelope) {
        Pending first = pending.first();
        if (first == null || !first.envelope().reign().equals(envelope.reign())) {
            return null;
        }
        proposedAt = System.nanoTime();
        return pending.answered(envelope.number());
    }

    /** What was not applied before the next reign was opened never will be. */
    private EntryRefusedException lostWithReign() {
        String leader = engine.isLeader() ? null : engine.leader();
        return new EntryRefusedException(
                leader == null ? EntryRefusedException.Reason.NO_LEADER : EntryRefusedException.Reason.NOT_LEADER,
                leader,
                "the leader changed before the entry was kept: submit it again at whoever leads");
    }

    private void apply(long number, byte[] entry, @Nullable Pending answered) {
        try {
            replica.apply(number, entry);
        } catch (RuntimeException | Error fault) {
            end(fault);
            if (answered != null) {
                fail(List.of(answered), unanswered("it could not be applied at this member", fault));
            }
            return;
        }
        if (answered != null) {
            answered.answer().complete(number);
        }
    }

    @Override
    public void save(OutputStream out) throws IOException {
        AppliedPosition now;
        lock.lock();
        try {
            if (ended) {
                throw new IOException("the log has ended: its state is not saved");
            }
            // Changed by nobody meanwhile: only whoever is in here applies.
            now = progress;
        } finally {
            lock.unlock();
        }
        now.writeTo(out);
        replica.save(out);
    }

    @Override
    public void restore(InputStream in) throws IOException {
        AppliedPosition restored = new AppliedPosition();
        restored.readFrom(in);
        replica.restore(in);
        List<Pending> over;
        lock.lock();
        try {
            progress = restored;
            over = pending.takeAll();
            endReign();
        } finally {
            lock.unlock();
        }
        tell();
        fail(over, unanswered("this member was behind, and took the state of another one", null));
    }

    // The end.

    @Override
    public void failed(Throwable failure) {
        end(failure);
    }

    private void end(Throwable fault) {
        List<Pending> over = end();
        if (over == null) {
            return;
        }
        LOG.error("the log of the cluster has ended at this member: it leaves, so that others go on", fault);
        // Not by the engine's thread, for which its end waits.
        keeper.execute(engine::close);
        fail(over, unanswered("the log of this member has ended", fault));
        broken.completeExceptionally(fault);
        tell();
    }

    /** Returns what was not answered; null if the log has ended before. */
    private @Nullable List<Pending> end() {
        lock.lock();
        try {
            if (ended) {
                return null;
            }
            ended = true;
            endReign();
            return pending.takeAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Pending> over = end();
        engine.close();
        keeper.shutdownNow();
        if (over != null) {
            fail(over, unanswered("the log was closed", null));
            tell();
        }
    }

    private static EntryUnansweredException unanswered(String why, @Nullable Throwable cause) {
        return new EntryUnansweredException("it is not known whether the entry counts: " + why, cause);
    }

    private static void fail(List<Pending> entries, RuntimeException failure) {
        for (Pending entry : entries) {
            entry.answer().completeExceptionally(failure);
        }
    }
}
