package dev.steward.cluster;

import dev.steward.cluster.AppliedPosition.Verdict;
import dev.steward.cluster.PendingEntries.Pending;
import dev.steward.cluster.consensus.Consensus;
import dev.steward.cluster.consensus.ConsensusListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
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

    /** After how many proposals of which none was committed this member does not believe any more that it leads. */
    private static final int PROPOSALS_UNTIL_DOUBT = 6;

    private final Consensus engine;
    private final ClusterSettings.Bounds bounds;
    private final EntryRefusals refusals;
    private final Replica replica;
    private final LogKeeper keeper;
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
    /** When the last thing that waits for a commit began to, or one came. */
    private long movedAt;

    private boolean ended;
    /** Whether another member is about to lead: what is submitted waits for that. */
    private boolean handsOver;
    /** How many reigns of this member have ended, and of how many of them the replica knows. */
    private long endedReigns;

    private long toldReigns;

    /** Whether the engine is known to have lost what was proposed. */
    private volatile boolean lost;

    /** What the replica knows; guarded by {@link #telling}. */
    private boolean toldLeads;

    private ReignLog(Consensus engine, ClusterSettings.Bounds bounds, Replica replica, LogKeeper keeper) {
        this.engine = engine;
        this.bounds = bounds;
        this.refusals = new EntryRefusals(engine, bounds);
        this.replica = replica;
        this.keeper = keeper;
    }

    /** Returns a log that takes part; see {@link Consensus#start}. */
    static ReignLog started(Consensus engine, ClusterSettings.Bounds bounds, Replica replica) {
        return started(engine, bounds, replica, LogKeeper.onThread());
    }

    /** The same, with a keeper that is closed with the log. */
    static ReignLog started(Consensus engine, ClusterSettings.Bounds bounds, Replica replica, LogKeeper keeper) {
        ReignLog log = new ReignLog(engine, bounds, replica, keeper);
        try {
            engine.start(log);
        } catch (RuntimeException failed) {
            log.close();
            throw failed;
        }
        keeper.repeat(log::look);
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
                // if this member leads again at once.
                endReign();
            }
            Reign reign = own;
            if (refusal == null && reign != null) {
                long now = keeper.nanoTime();
                if (pending.first() == null) {
                    proposedAt = now;
                    movedAt = now;
                }
                NumberedEntry envelope = new NumberedEntry(false, reign, submitted + 1, entry);
                pending.add(new Pending(envelope, answer, now));
                submitted++;
                if (!handsOver) {
                    // Under the lock, so that the engine gets entries in the order of their numbers.
                    propose(envelope);
                }
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
            return refusals.ended();
        }
        if (bytes > bounds.entryBytes()) {
            return refusals.tooLarge(bytes);
        }
        // Who was not told yet that a reign has ended submits for that one.
        if (!isLeader || !open || toldReigns != endedReigns) {
            return refusals.notLeading(isLeader);
        }
        return pending.hasRoomFor(bytes, bounds) ? null : refusals.overloaded();
    }

    private void propose(NumberedEntry envelope) {
        try {
            CompletableFuture<?> unused = engine.propose(envelope.encoded()).whenComplete((nothing, failure) -> {
                if (failure != null) {
                    lost = true;
                }
            });
        } catch (RuntimeException | Error notTaken) {
            // As when there is no memory. It is numbered and waits: whoever submitted it is not told that it was not
            // taken.
            LOG.debug("an entry could not be proposed, which is tried again", notTaken);
            lost = true;
        }
    }

    @Override
    public Standing standing() {
        boolean isLeader = engine.isLeader();
        String leader = engine.leader();
        long term = engine.term();
        long committed = engine.committed();
        long appended = engine.appended();
        Set<String> reached = engine.reached();
        lock.lock();
        try {
            return new Standing(leader, term, isLeader && open, progress.applied(), committed, appended, reached);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void handOver() {
        beginHandOver();
        try {
            engine.handOver();
        } finally {
            lock.lock();
            try {
                handsOver = false;
                // What was submitted meanwhile goes out, if this member leads all the same.
                lost = true;
            } finally {
                lock.unlock();
            }
            changed();
        }
    }

    private void beginHandOver() {
        lock.lock();
        try {
            if (!open) {
                throw new IllegalStateException("this member does not lead: ask the one that does");
            }
            if (handsOver) {
                throw new IllegalStateException("another member is about to lead already: ask who does in a moment");
            }
            handsOver = true;
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
        long now = keeper.nanoTime();
        List<Pending> late = List.of();
        boolean doubts = false;
        lock.lock();
        try {
            if (ended) {
                return;
            }
            if (isLeader) {
                lead(now);
                doubts = doubts(now);
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
        if (doubts) {
            engine.electAgain();
        }
        tell();
        fail(late, EntryRefusals.unanswered("it was not answered within " + bounds.giveUp(), null));
    }

    /** Returns whether what waits for a commit waits in vain. */
    private boolean doubts(long now) {
        boolean waits = !handsOver && (!open || pending.first() != null);
        if (!waits
                || now - movedAt < PROPOSALS_UNTIL_DOUBT * bounds.proposeAgain().toNanos()) {
            return false;
        }
        LOG.warn("nothing that this member proposes is committed: the members elect anew who leads");
        movedAt = now;
        return true;
    }

    private void lead(long now) {
        Reign reign = own;
        boolean isDue = lost || now - proposedAt >= bounds.proposeAgain().toNanos();
        if (reign == null) {
            reign = new Reign(
                    progress.reign().number() + 1, ThreadLocalRandom.current().nextLong());
            own = reign;
            movedAt = now;
            submitted = 0;
            isDue = true;
        }
        if (!isDue || (open && handsOver)) {
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
        if (open) {
            endedReigns++;
        }
        own = null;
        open = false;
    }

    /** Tells the replica whether it leads, if it does not know. */
    private void tell() {
        telling.lock();
        try {
            long ended = endedReigns();
            boolean leads = isOpen();
            if (toldLeads && (ended != toldReigns || !leads)) {
                toldLeads = false;
                replica.follows();
            }
            told(ended);
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

    private long endedReigns() {
        lock.lock();
        try {
            return endedReigns;
        } finally {
            lock.unlock();
        }
    }

    private void told(long ended) {
        lock.lock();
        try {
            toldReigns = ended;
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
            // First told: whoever submits again what failed submits it for the next reign.
            tell();
            fail(over, refusals.lostWithReign());
        } else if (verdict == Verdict.APPLIES) {
            apply(number, envelope.entry(), answered);
        }
    }

    private @Nullable Pending answered(NumberedEntry envelope) {
        Pending first = pending.first();
        if (first == null || !first.envelope().reign().equals(envelope.reign())) {
            return null;
        }
        proposedAt = keeper.nanoTime();
        movedAt = proposedAt;
        return pending.answered(envelope.number());
    }

    private void apply(long number, byte[] entry, @Nullable Pending answered) {
        try {
            replica.apply(number, entry);
        } catch (RuntimeException | Error fault) {
            end(fault);
            if (answered != null) {
                fail(List.of(answered), EntryRefusals.unanswered("it could not be applied at this member", fault));
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
        fail(over, EntryRefusals.unanswered("this member was behind, and took the state of another one", null));
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
        fail(over, EntryRefusals.unanswered("the log of this member has ended", fault));
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
        keeper.close();
        if (over != null) {
            fail(over, EntryRefusals.unanswered("the log was closed", null));
            tell();
        }
    }

    private static void fail(List<Pending> entries, RuntimeException failure) {
        for (Pending entry : entries) {
            entry.answer().completeExceptionally(failure);
        }
    }
}
