package dev.steward.process.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.steward.api.Hold;
import dev.steward.process.memory.MemoryBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lock that is words in memory. Another process is played by another object for the same words. */
class OwnLockTest {

    private static final long FOR_LONG = TimeUnit.SECONDS.toNanos(60);

    private final MemoryBlock block = MemoryBlock.unnamed(128);
    private final LockWords words = new LockWords(block.buffer(), 64);
    private final OwnLock lock = new OwnLock(block, 64, ProcessWord.MINE);
    /** That of another process that lives as long as this one. */
    private final OwnLock theirs = new OwnLock(block, 64, ProcessWord.MINE);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
        block.close();
    }

    private <V> V elsewhere(Callable<V> call) throws Exception {
        return threads.submit(call).get(60, TimeUnit.SECONDS);
    }

    private static Hold hold(OwnLock taken) throws InterruptedException {
        return Objects.requireNonNull(taken.tryHold(FOR_LONG));
    }

    @Test
    void isFreeUntilItIsTakenAndFreeAgainWhenItWasReleasedAsOften() throws Exception {
        assertThat(lock.isLocked()).isFalse();
        lock.lock();
        lock.lock();
        assertThat(lock.tryLock()).isTrue();
        assertThat(lock.isHeldByMe()).isTrue();
        assertThat(elsewhere(lock::isHeldByMe)).isFalse();
        lock.unlock();
        lock.unlock();
        assertThat(theirs.isLocked()).isTrue();
        assertThat(elsewhere(lock::tryLock)).isFalse();
        assertThat(elsewhere(theirs::tryLock)).isFalse();
        lock.unlock();
        assertThat(theirs.isLocked()).isFalse();
        assertThat(elsewhere(theirs::tryLock)).isTrue();
    }

    @Test
    void isReleasedByItsHolderOnly() throws Exception {
        assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
        lock.lock();
        elsewhere(() -> {
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(lock::unlock);
            assertThatExceptionOfType(IllegalMonitorStateException.class).isThrownBy(theirs::unlock);
            return null;
        });
        assertThat(lock.isHeldByMe()).isTrue();
        lock.unlock();
    }

    @Test
    void whoWaitsGetsItWhenItIsReleased() throws Exception {
        for (OwnLock waiting : List.of(lock, theirs)) {
            lock.lock();
            CountDownLatch begun = new CountDownLatch(1);
            Future<Boolean> waits = threads.submit(() -> {
                begun.countDown();
                waiting.lock();
                boolean held = waiting.isHeldByMe();
                waiting.unlock();
                return held;
            });
            begun.await();
            lock.unlock();
            assertThat(waits.get(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aWaitEndsWithItsTime() throws Exception {
        lock.lock();
        assertThat(elsewhere(() -> theirs.tryHold(0))).isNull();
        assertThat(elsewhere(() -> theirs.tryHold(TimeUnit.MILLISECONDS.toNanos(20))))
                .isNull();
        assertThat(elsewhere(() -> lock.tryHold(TimeUnit.MILLISECONDS.toNanos(20))))
                .isNull();
        assertThat(elsewhere(() -> lock.tryHold(-1))).isNull();
        lock.unlock();
    }

    @Test
    void anInterruptEndsTheWaitThatMayBeInterrupted() throws Exception {
        lock.lock();
        Thread[] waiting = new Thread[1];
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> interrupted = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            begun.countDown();
            try {
                Hold unexpected = theirs.tryHold(FOR_LONG);
                return unexpected == null;
            } catch (InterruptedException expected) {
                return true;
            }
        });
        begun.await();
        waiting[0].interrupt();
        assertThat(interrupted.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lock.isHeldByMe()).isTrue();
        lock.unlock();
    }

    @Test
    void anInterruptIsKeptByTheWaitThatMayNot() throws Exception {
        lock.lock();
        Thread[] waiting = new Thread[1];
        CountDownLatch begun = new CountDownLatch(1);
        Future<Boolean> kept = threads.submit(() -> {
            waiting[0] = Thread.currentThread();
            waiting[0].interrupt();
            begun.countDown();
            theirs.lock();
            theirs.unlock();
            return Thread.interrupted();
        });
        begun.await();
        while (waiting[0].isInterrupted()) {
            Thread.onSpinWait();
        }
        waiting[0].interrupt();
        lock.unlock();
        assertThat(kept.get(60, TimeUnit.SECONDS)).isTrue();
    }

    private static long dead() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        long word = ProcessWord.of(gone.pid());
        gone.waitFor();
        return word == 0 ? ProcessWord.pack(gone.pid(), 1) : word;
    }

    @Test
    void aDeadOwnersLockPassesOnAbandonedUntilSomebodyTookItOnPurpose() throws Exception {
        words.exchangeOwner(0, dead());
        assertThat(lock.isLocked()).isFalse();
        lock.enter();
        lock.exit();
        try (Hold first = hold(lock)) {
            assertThat(first.abandoned()).isTrue();
            assertThat(first.valid()).isTrue();
        }
        try (Hold second = hold(theirs)) {
            assertThat(second.abandoned()).isFalse();
        }
    }

    @Test
    void whoDoesNotWaitGetsADeadOwnersLockToo() throws Exception {
        words.exchangeOwner(0, dead());
        while (!lock.tryLock()) {
            Thread.onSpinWait();
        }
        assertThat(words.abandoned()).isTrue();
        lock.unlock();
        assertThat(words.abandoned()).isFalse();
    }

    @Test
    void aProcessThatGotThePidOfADeadOneIsNotIt() throws Exception {
        long mine = ProcessHandle.current().pid();
        words.exchangeOwner(0, ProcessWord.pack(mine, 4711));
        assertThat(lock.isLocked()).isFalse();
        try (Hold hold = hold(lock)) {
            assertThat(hold.abandoned()).isTrue();
        }
    }

    @Test
    void wordsThatSomethingElseHasWrittenAreNoOwner() throws Exception {
        for (long garbage : new long[] {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x4711_4711_4711_4711L}) {
            assertThat(words.exchangeOwner(0, garbage)).isTrue();
            words.precedence(true);
            assertThat(lock.isLocked()).as("%x", garbage).isFalse();
            try (Hold hold = hold(lock)) {
                assertThat(hold.abandoned()).isTrue();
                assertThat(hold.valid()).isTrue();
            }
            assertThat(words.owner()).isZero();
        }
    }

    @Test
    void aLivingOwnerIsLeftAlone() throws Exception {
        Process living = new ProcessBuilder("sleep", "600").start();
        try {
            words.exchangeOwner(0, ProcessWord.of(living.pid()));
            assertThat(lock.isLocked()).isTrue();
            assertThat(lock.tryHold(TimeUnit.MILLISECONDS.toNanos(150))).isNull();
            assertThat(lock.tryLock()).isFalse();
            living.destroyForcibly().waitFor();
            try (Hold hold = hold(lock)) {
                assertThat(hold.abandoned()).isTrue();
            }
        } finally {
            living.destroyForcibly();
        }
    }

    @Test
    void aThreadThatSaysItHasTheIdOfTheOwnerIsNotIt() throws Exception {
        boolean[] gotIt = {true};
        lock.lock();
        try {
            long id = Thread.currentThread().getId();
            Thread impostor = new Thread(() -> gotIt[0] = lock.tryLock()) {
                @Override
                public long getId() {
                    return id;
                }
            };
            impostor.start();
            impostor.join();
        } finally {
            lock.unlock();
        }
        assertThat(gotIt[0]).isFalse();
    }

    @Test
    void aDeadProcessThatNobodyTookLeaveOfIsDead() {
        String living = "4711 (a) b (c) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 123456 20 21";
        assertThat(ProcessWord.startIn(living)).hasValue(123456L);
        assertThat(ProcessWord.startIn(living.replace(" S ", " Z "))).isEmpty();
        assertThat(ProcessWord.startIn(living.replace(" S ", " X "))).isEmpty();
    }

    @Test
    void theTokenGrowsWheneverItIsTaken() throws Exception {
        Hold first = hold(lock);
        Hold inner = hold(lock);
        assertThat(inner.fencingToken()).isEqualTo(first.fencingToken());
        inner.close();
        inner.close();
        assertThat(first.valid()).isTrue();
        first.close();
        assertThat(first.valid()).isFalse();
        Hold second = hold(theirs);
        assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
        first.close();
        assertThat(second.valid()).isTrue();
        elsewhere(() -> {
            second.close();
            return null;
        });
        assertThat(lock.isLocked()).isFalse();
        theirs.lock();
        theirs.unlock();
        try (Hold third = hold(lock)) {
            assertThat(third.fencingToken()).isEqualTo(second.fencingToken() + 2);
        }
    }

    @Test
    void aHoldThatWasReleasedOtherwiseLeavesTheNextOneAlone() throws Exception {
        Hold hold = hold(lock);
        lock.unlock();
        lock.enter();
        hold.close();
        assertThat(lock.isHeldByMe()).isTrue();
        lock.exit();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void whoAsksForPrecedenceAndIsGoneHoldsNobodyUp() throws Exception {
        words.precedence(true);
        assertThat(lock.tryLock())
                .as("does not wait, so it lets nobody go first")
                .isTrue();
        lock.unlock();
        try (Hold hold = hold(theirs)) {
            assertThat(hold.valid()).isTrue();
        }
        assertThat(words.precedence()).isFalse();
    }

    @Test
    void nobodyWaitsForEverBesideSomebodyWhoComesAgainAndAgain() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CountDownLatch greedyRuns = new CountDownLatch(1);
        Future<?> greedy = threads.submit(() -> {
            while (!enough.get()) {
                lock.lock();
                greedyRuns.countDown();
                lock.unlock();
            }
        });
        greedyRuns.await();
        for (int i = 0; i < 20; i++) {
            hold(theirs).close();
        }
        enough.set(true);
        greedy.get(60, TimeUnit.SECONDS);
    }

    @Test
    void ofAnotherPidNamespaceIsRefused() {
        lock.begin();
        theirs.join();
        words.namespace(words.namespace() + 1);
        assertThatIllegalStateException().isThrownBy(theirs::join).withMessageContaining("PID namespace");
    }

    @Test
    void isThereOnceInAProcess() {
        OwnLock begun = CellLocks.begin(block, 64);
        assertThat(CellLocks.join(block, 64)).isSameAs(begun);
        assertThat(CellLocks.begin(block, 64)).isNotSameAs(begun);
    }

    /** Threads that count in plain memory, each through one of two objects for the same lock. */
    @Test
    void keepsThreadsAndObjectsForTheSameWordsApart() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        int rounds = 20_000;
        for (int i = 0; i < 6; i++) {
            OwnLock mine = i % 2 == 0 ? lock : theirs;
            running.add(threads.submit(() -> {
                for (int round = 0; round < rounds; round++) {
                    mine.enter();
                    try {
                        block.buffer().putLong(0, block.buffer().getLong(0) + 1);
                    } finally {
                        mine.exit();
                    }
                }
            }));
        }
        for (Future<?> each : running) {
            each.get(100, TimeUnit.SECONDS);
        }
        assertThat(block.buffer().getLong(0)).isEqualTo(6L * rounds);
    }
}
