package dev.steward.systemtests.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.Hold;
import dev.steward.api.SharedCondition;
import dev.steward.api.SyncManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A shared condition beside a {@link ReentrantLock} and its condition: each fact holds for both. */
class ConditionParityTest extends ParityTest {

    /** A lock, its condition, and how to ask it things that {@link Lock} does not know. */
    private record Monitor(Lock lock, Condition condition, Callable<Boolean> locked, Callable<Boolean> mine) {}

    /** Whose monitor. */
    enum Kind {
        JDK {
            @Override
            Monitor make() {
                ReentrantLock lock = new ReentrantLock(true);
                return new Monitor(lock, lock.newCondition(), lock::isLocked, lock::isHeldByCurrentThread);
            }
        },
        SHARED {
            @Override
            Monitor make() {
                SharedCondition shared = manager.condition();
                return new Monitor(shared, shared, shared::isLocked, shared::isHeldByMe);
            }
        },
        SHARED_WITH_NEW_CONDITION {
            @Override
            Monitor make() {
                SharedCondition shared = manager.condition();
                return new Monitor(shared, shared.newCondition(), shared::isLocked, shared::isHeldByMe);
            }
        };

        abstract Monitor make();
    }

    private static <T> Background<T> waiterOf(Monitor monitor, Callable<T> whileHeld) {
        return Background.run(() -> {
            monitor.lock().lock();
            try {
                return whileHeld.call();
            } finally {
                monitor.lock().unlock();
            }
        });
    }

    /** Returns when the background thread has given the lock up to wait for a signal. */
    private static void awaitWaitingForSignal(Monitor monitor, AtomicBoolean entered) {
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilTrue(entered);
        // It entered with the lock held, so that whoever has the lock now has it from its waiting.
        monitor.lock().lock();
    }

    @ParameterizedTest
    @EnumSource
    void lockIsReentrantAndCounted(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        monitor.lock().lock();
        assertThat(monitor.lock().tryLock()).isTrue();
        monitor.lock().unlock();
        assertThat(monitor.mine().call()).isTrue();
        monitor.lock().unlock();
        assertThat(monitor.locked().call()).isFalse();
        assertThat(monitor.mine().call()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void withoutTheLockEveryMethodRefuses(Kind kind) {
        Monitor monitor = kind.make();
        assertThatThrownBy(() -> monitor.lock().unlock()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> monitor.condition().signal()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> monitor.condition().signalAll()).isInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(() -> monitor.condition().await(1, TimeUnit.SECONDS))
                .isInstanceOf(IllegalMonitorStateException.class);
    }

    @ParameterizedTest
    @EnumSource
    void lockOfAnotherThreadIsNotFree(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        monitor.lock().lock();
        try (Background<List<Boolean>> other = Background.run(() -> List.of(
                monitor.lock().tryLock(),
                monitor.lock().tryLock(10, TimeUnit.MILLISECONDS),
                monitor.mine().call(),
                monitor.locked().call()))) {
            assertThat(other.result()).containsExactly(false, false, false, true);
        }
        monitor.lock().unlock();
    }

    @ParameterizedTest
    @EnumSource
    void signalWakesWhoWaitsAndTheLockIsHeldAgain(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        AtomicBoolean entered = new AtomicBoolean();
        try (Background<Boolean> waiter = waiterOf(monitor, () -> {
            entered.set(true);
            monitor.condition().await();
            return monitor.mine().call();
        })) {
            awaitWaitingForSignal(monitor, entered);
            monitor.condition().signal();
            assertThat(waiter.isDone()).isFalse();
            monitor.lock().unlock();
            assertThat(waiter.result()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void waitGivesUpEveryLevelAndGetsThemBack(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        AtomicBoolean entered = new AtomicBoolean();
        try (Background<Boolean> waiter = waiterOf(monitor, () -> {
            monitor.lock().lock();
            entered.set(true);
            monitor.condition().await();
            monitor.lock().unlock();
            return monitor.mine().call();
        })) {
            awaitWaitingForSignal(monitor, entered);
            monitor.condition().signalAll();
            monitor.lock().unlock();
            assertThat(waiter.result()).isTrue();
        }
        assertThat(monitor.locked().call()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void timesThatPassEndTheWaitWithTheLockHeld(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        monitor.lock().lock();
        assertThat(monitor.condition().await(1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(monitor.condition().await(0, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(monitor.condition().await(-1, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(monitor.condition().awaitNanos(1_000_000)).isNotPositive();
        assertThat(monitor.condition().awaitUntil(new Date(System.currentTimeMillis() + 2)))
                .isFalse();
        assertThat(monitor.condition().awaitUntil(new Date(0))).isFalse();
        assertThat(monitor.mine().call()).isTrue();
        monitor.lock().unlock();
    }

    @ParameterizedTest
    @EnumSource
    void interruptEndsTheWaitWithTheLockHeld(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        AtomicBoolean entered = new AtomicBoolean();
        try (Background<Boolean> waiter = waiterOf(monitor, () -> {
            entered.set(true);
            try {
                monitor.condition().await();
                return false;
            } catch (InterruptedException expected) {
                return monitor.mine().call() && !Thread.currentThread().isInterrupted();
            }
        })) {
            awaitWaitingForSignal(monitor, entered);
            monitor.lock().unlock();
            waiter.interrupt();
            assertThat(waiter.result()).isTrue();
        }
        assertThat(monitor.locked().call()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void uninterruptibleWaitGoesOnUntilTheSignal(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        AtomicBoolean entered = new AtomicBoolean();
        AtomicBoolean signalled = new AtomicBoolean();
        try (Background<List<Boolean>> waiter = waiterOf(monitor, () -> {
            entered.set(true);
            monitor.condition().awaitUninterruptibly();
            return List.of(signalled.get(), Thread.interrupted());
        })) {
            awaitWaitingForSignal(monitor, entered);
            waiter.interrupt();
            signalled.set(true);
            monitor.condition().signal();
            monitor.lock().unlock();
            assertThat(waiter.result()).containsExactly(true, true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void interruptedWaitForTheLockDoesNotGetIt(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        monitor.lock().lock();
        try (Background<Boolean> waiter = Background.run(() -> {
            monitor.lock().lockInterruptibly();
            return true;
        })) {
            waiter.awaitWaiting();
            waiter.interrupt();
            assertThatThrownBy(waiter::result)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
        }
        monitor.lock().unlock();
        assertThat(monitor.locked().call()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void waitersAreServedInTheirOrder(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        List<Integer> served = new ArrayList<>();
        List<Background<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int number = i;
            AtomicBoolean entered = new AtomicBoolean();
            waiters.add(waiterOf(monitor, () -> {
                entered.set(true);
                monitor.condition().await();
                return served.add(number);
            }));
            awaitWaitingForSignal(monitor, entered);
            monitor.lock().unlock();
        }
        monitor.lock().lock();
        monitor.condition().signalAll();
        monitor.lock().unlock();
        for (Background<Boolean> waiter : waiters) {
            waiter.result();
            waiter.close();
        }
        assertThat(served).containsExactly(0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void unlockWorksInAnInterruptedThread(Kind kind) throws Exception {
        Monitor monitor = kind.make();
        monitor.lock().lock();
        Thread.currentThread().interrupt();
        try {
            monitor.lock().unlock();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(monitor.locked().call()).isFalse();
    }

    @Test
    void conditionsOfOneLockHaveWaitersOfTheirOwn() throws Exception {
        SharedCondition lock = manager.condition();
        Monitor full = new Monitor(lock, lock.newCondition(), lock::isLocked, lock::isHeldByMe);
        Monitor empty = new Monitor(lock, lock.newCondition(), lock::isLocked, lock::isHeldByMe);
        AtomicBoolean entered = new AtomicBoolean();
        try (Background<Boolean> waiter = waiterOf(full, () -> {
            entered.set(true);
            return full.condition().await(10, TimeUnit.SECONDS);
        })) {
            awaitWaitingForSignal(full, entered);
            empty.condition().signalAll();
            lock.signalAll();
            assertThat(empty.condition().await(20, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(waiter.isDone()).isFalse();
            full.condition().signal();
            lock.unlock();
            assertThat(waiter.result()).isTrue();
        }
    }

    @Test
    void interruptedLockIsAnUncheckedException() throws Exception {
        SharedCondition lock = manager.condition();
        lock.lock();
        try (Background<Boolean> waiter = Background.run(() -> {
            try {
                lock.lock();
                return false;
            } catch (CallInterruptedException expected) {
                return Thread.interrupted();
            }
        })) {
            waiter.awaitWaiting();
            waiter.interrupt();
            assertThat(waiter.result()).isTrue();
        }
        lock.unlock();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void holdIsReleasedByWhicheverThreadClosesIt() throws Exception {
        SharedCondition lock = manager.condition();
        Hold first = lock.hold();
        assertThat(lock.isHeldByMe()).isTrue();
        assertThat(first.valid()).isTrue();
        assertThat(first.abandoned()).isFalse();
        try (Background<Boolean> other = Background.run(() -> {
            first.close();
            first.close();
            return lock.isLocked();
        })) {
            assertThat(other.result()).isFalse();
        }
        assertThat(first.valid()).isFalse();
        try (Hold second = lock.hold()) {
            assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
        }
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void lockThatIsNotFreeGivesNoHold() throws Exception {
        SharedCondition lock = manager.condition();
        try (SyncManager other = loopback.client()) {
            SharedCondition named = other.condition("held elsewhere");
            try (Hold hold = named.hold()) {
                assertThat(hold.valid()).isTrue();
                assertThat(manager.condition("held elsewhere").tryHold(Duration.ofMillis(10)))
                        .isNull();
            }
        }
        try (Hold hold = lock.tryHold(Duration.ZERO)) {
            assertThat(hold).isNotNull();
        }
    }

    @Test
    void awaitForReturnsWhenThePredicateHolds() throws Exception {
        SharedCondition condition = manager.condition();
        AtomicBoolean entered = new AtomicBoolean();
        AtomicBoolean ready = new AtomicBoolean();
        Monitor monitor = new Monitor(condition, condition, condition::isLocked, condition::isHeldByMe);
        try (Background<Boolean> waiter = waiterOf(monitor, () -> {
            entered.set(true);
            condition.awaitFor(ready::get);
            return condition.awaitFor(() -> true, Duration.ZERO);
        })) {
            awaitWaitingForSignal(monitor, entered);
            condition.signal();
            condition.unlock();
            assertThat(waiter.isDone()).isFalse();
            condition.lock();
            ready.set(true);
            condition.signal(5);
            condition.unlock();
            assertThat(waiter.result()).isTrue();
        }
        condition.lock();
        assertThat(condition.awaitFor(() -> false, Duration.ofMillis(5))).isFalse();
        condition.unlock();
    }

    @Test
    void releaseIsPythons() throws Exception {
        SharedCondition condition = manager.condition();
        assertThatThrownBy(condition::release).isInstanceOf(IllegalMonitorStateException.class);
        condition.lock();
        try (Background<Boolean> other = Background.run(() -> {
            condition.release();
            return true;
        })) {
            assertThatThrownBy(other::result)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(IllegalMonitorStateException.class);
        }
        condition.release();
        assertThat(condition.isLocked()).isFalse();
        assertThat(condition.toString()).contains("unlocked");
    }
}
