package dev.steward.process.cell;

import dev.steward.api.Hold;
import dev.steward.process.memory.MemoryBlock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lock that is words in shared memory. One exchange of a word takes it, one write gives it back; no server and no system
 * call is in the way. A process that dies with it leaves it to the next one.
 *
 * <p>The word says which process has it; which thread, and how often, only that process knows. So there is one object for
 * each lock in a process, which is up to {@link CellLocks}; two would be two owners, and still keep each other out.
 *
 * <p>Nobody can be woken by another process without a system call that Java does not have. So who waits looks again: a few
 * microseconds at a time that it has to itself, then after pauses that grow with the time that it has waited. Of several
 * threads of a process the first one looks. Who has waited for long asks the others to let it go first.
 */
public final class OwnLock implements CellGuard {

    /** How many bytes it takes in shared memory. */
    public static final int SIZE = LockWords.SIZE;

    private static final boolean SPINS = Runtime.getRuntime().availableProcessors() > 1;
    private static final long SPIN_NANOS = TimeUnit.MICROSECONDS.toNanos(5);
    private static final long SHORTEST_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    /** A pause is this part of the time that was waited before. */
    private static final int PART_OF_WAIT = 8;
    /** After which wait the others are asked for precedence, and who asks for it is not heeded: it may have been killed. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** At every 64th time who takes it without waiting looks whether somebody asks for precedence. */
    private static final long HEED_MASK = 63;
    /** How often it is asked whether the owner lives: seldom, since that takes as long as a thousand exchanges. */
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final MemoryBlock block;
    private final LockWords words;
    private final long me;
    /** Held by the one thread of this process that looks again and again. */
    private final ReentrantLock front = new ReentrantLock();

    /** The thread that looks, while it pauses: an owner in this process wakes it. */
    private volatile @Nullable Thread pausing;
    /** When the owner was last looked for. */
    private volatile long looked;

    /** The {@link ThreadNumber} of the owner, or zero. Written by it only: others may read what is old, but never theirs. */
    private long owner;

    private int count;

    /** How often this process has taken it; tells one hold from the next. Written by the owner only. */
    private long entries;

    /** A lock of which the words are there already, or are zeros and become one. */
    OwnLock(MemoryBlock block, int at, long me) {
        this.block = block;
        this.words = new LockWords(block.buffer(), at);
        this.me = me;
        this.looked = System.nanoTime() - LOOK_EVERY_NANOS;
    }

    /** Returns the block in which it is. */
    public MemoryBlock block() {
        return block;
    }

    /** Returns where in its block it is. */
    public int offset() {
        return words.at();
    }

    /** Says that pids in it are as this process sees them. */
    void begin() {
        words.namespace(ProcessWord.namespace());
    }

    /**
     * Checks that pids in it are as this process sees them.
     *
     * @throws IllegalStateException if not: a living owner would be taken for a dead one
     */
    void join() {
        if (words.namespace() != ProcessWord.namespace()) {
            throw new IllegalStateException(
                    "the lock of this cell was made where process ids mean other processes (another container, another"
                            + " PID namespace), so this process could not tell whether its owner lives: share the PID"
                            + " namespace, or give the cell a lock of a manager");
        }
    }

    @Override
    public void lock() {
        enter();
        changeHands();
    }

    /** Counts that it was taken on purpose. An access to a cell has no hold that could be compared with another. */
    private void changeHands() {
        if (count == 1) {
            words.nextToken();
        }
    }

    @Override
    public void enter() {
        if (!enterAtOnce()) {
            awaitUninterruptibly();
        }
    }

    private boolean enterAtOnce() {
        long current = ThreadNumber.current();
        if (owner == current) {
            again();
            return true;
        }
        if (!((entries & HEED_MASK) == 0 && words.precedence()) && words.exchangeOwner(0, me)) {
            own(current);
            return true;
        }
        return false;
    }

    private void again() {
        if (count == Integer.MAX_VALUE) {
            throw new IllegalStateException("this thread has taken the lock " + count + " times, which is the most");
        }
        count++;
    }

    private void own(long current) {
        owner = current;
        count = 1;
        entries++;
    }

    private void awaitUninterruptibly() {
        boolean interrupted = false;
        front.lock();
        try {
            long since = System.nanoTime();
            while (true) {
                try {
                    await(since, FOR_EVER);
                    return;
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            front.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public @Nullable Hold tryHold(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!enterAtOnce() && !(nanos > 0 ? await(nanos) : takeAtOnce())) {
            return null;
        }
        changeHands();
        return new Held(this);
    }

    private boolean await(long nanos) throws InterruptedException {
        long since = System.nanoTime();
        if (!front.tryLock(nanos, TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return await(since, nanos);
        } finally {
            front.unlock();
        }
    }

    @Override
    public boolean tryLock() {
        boolean taken = enterAtOnce() || takeAtOnce();
        if (taken) {
            changeHands();
        }
        return taken;
    }

    /** Takes it if it is free or its owner is dead, whoever asks for precedence. */
    private boolean takeAtOnce() {
        return take(System.nanoTime(), true);
    }

    /** Called by the thread at the front. */
    private boolean await(long since, long nanos) throws InterruptedException {
        while (true) {
            long now = System.nanoTime();
            long waited = now - since;
            boolean goesFirst = waited > PATIENCE_NANOS;
            if (take(now, goesFirst)) {
                if (goesFirst) {
                    words.precedence(false);
                }
                return true;
            }
            if (waited >= nanos) {
                return false;
            }
            if (SPINS && waited < SPIN_NANOS) {
                Thread.onSpinWait();
                continue;
            }
            long pause = Math.max(SHORTEST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, waited / PART_OF_WAIT));
            if (goesFirst) {
                words.precedence(true);
            }
            pause(Math.min(pause, nanos - waited));
        }
    }

    private void pause(long nanos) throws InterruptedException {
        pausing = Thread.currentThread();
        LockSupport.parkNanos(this, nanos);
        pausing = null;
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private boolean take(long now, boolean goesFirst) {
        long held = words.owner();
        if (held == 0) {
            if ((goesFirst || !words.precedence()) && words.exchangeOwner(0, me)) {
                own(ThreadNumber.current());
                return true;
            }
            return false;
        }
        if (held == me || now - looked < LOOK_EVERY_NANOS) {
            return false;
        }
        looked = now;
        if (ProcessWord.isAlive(held) || !words.exchangeOwner(held, me)) {
            return false;
        }
        own(ThreadNumber.current());
        words.abandoned(true);
        return true;
    }

    @Override
    public void unlock() {
        checkOwner();
        leave(true);
    }

    @Override
    public void exit() {
        leave(false);
    }

    private void checkOwner() {
        if (owner != ThreadNumber.current()) {
            throw new IllegalMonitorStateException("this thread does not hold the lock of the cell");
        }
    }

    /** Gives it back once; on purpose, or after an access to the cell, of which nobody asks what it was told. */
    private void leave(boolean onPurpose) {
        if (count > 1) {
            count--;
            return;
        }
        if (onPurpose && words.abandoned()) {
            words.abandoned(false);
        }
        owner = 0;
        words.disown();
        Thread waits = pausing;
        if (waits != null) {
            LockSupport.unpark(waits);
        }
    }

    @Override
    public boolean isLocked() {
        long held = words.owner();
        return held == me || (held != 0 && ProcessWord.isAlive(held));
    }

    @Override
    public boolean isHeldByMe() {
        return owner == ThreadNumber.current();
    }

    /** The lock while it is held. */
    private static final class Held implements Hold {
        private final OwnLock lock;
        private final long fencingToken;
        private final boolean abandoned;
        private final long entry;
        private final AtomicBoolean closed = new AtomicBoolean();

        Held(OwnLock lock) {
            this.lock = lock;
            fencingToken = lock.words.token();
            abandoned = lock.words.abandoned();
            entry = lock.entries;
        }

        @Override
        public long fencingToken() {
            return fencingToken;
        }

        @Override
        public boolean abandoned() {
            return abandoned;
        }

        @Override
        public boolean valid() {
            return !closed.get() && isStillHeld();
        }

        private boolean isStillHeld() {
            return lock.words.owner() == lock.me && lock.entries == entry && lock.owner != 0;
        }

        @Override
        public void close() {
            if (!closed.getAndSet(true) && isStillHeld()) {
                lock.leave(true);
            }
        }

        @Override
        public String toString() {
            return "Hold(" + (valid() ? "valid" : "ended") + (abandoned ? ", abandoned)" : ")");
        }
    }
}
