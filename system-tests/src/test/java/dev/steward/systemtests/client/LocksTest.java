package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedLock;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain and re-entrant locks between threads and processes. */
class LocksTest extends ServedTest {

    private final SharedLock registered = SharedObjects.rlock();
    private final ManagerServer server = serve(onLoopback().register("get_lock", () -> registered));
    private final SyncManager one = connect(server.port());
    private final SyncManager two = connect(server.port());

    private static SharedLock named(SyncManager manager, String kind) {
        return kind.equals("lock") ? manager.lock("the lock") : manager.rlock("the lock");
    }

    private <T> T inAnotherThread(Callable<T> use) throws Exception {
        return get(meanwhile(use));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void oneProcessAtATime(String kind) throws Exception {
        SharedLock mine = named(one, kind);
        SharedLock yours = named(two, kind);
        mine.lock();
        assertThat(yours.tryLock()).isFalse();
        assertThat(yours.tryLock(10, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(yours.tryHold(Duration.ofMillis(10))).isNull();
        assertThat(yours.isLocked()).isTrue();
        assertThat(yours.isHeldByMe()).isFalse();
        assertThat(mine.isHeldByMe()).isTrue();
        Future<Hold> next = meanwhile(yours::hold);
        awaitWaiting(one, "the lock", 1);
        mine.unlock();
        try (Hold hold = get(next)) {
            assertThat(hold.abandoned()).isFalse();
            assertThat(hold.valid()).isTrue();
        }
        assertThat(mine.isLocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void lockOfAProcessThatEndsPassesOnAndSaysSo(String kind) throws Exception {
        SharedLock yours = named(two, kind);
        Hold dead = named(one, kind).hold();
        Future<Hold> next = meanwhile(yours::hold);
        awaitWaiting(one, "the lock", 1);
        one.close();
        try (Hold hold = get(next)) {
            assertThat(hold.abandoned()).isTrue();
            assertThat(hold.fencingToken()).isGreaterThan(dead.fencingToken());
        }
        assertThat(dead.valid()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void anotherProcessCannotUnlock(String kind) {
        SharedLock mine = named(one, kind);
        SharedLock yours = named(two, kind);
        mine.lock();
        assertThatThrownBy(yours::unlock)
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining(kind + " ")
                .hasMessageContaining("holds");
        assertThat(mine.isHeldByMe()).isTrue();
        mine.unlock();
        assertThatThrownBy(mine::unlock)
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("nobody holds");
        assertThatThrownBy(mine::release).isExactlyInstanceOf(IllegalMonitorStateException.class);
    }

    @Test
    void plainLockIsReleasedByAnyoneAndUnlockedByAnyThreadOfItsProcess() throws Exception {
        SharedLock mine = one.lock("the lock");
        SharedLock yours = two.lock("the lock");
        mine.lock();
        assertThat(mine.tryLock()).isFalse();
        assertThat(inAnotherThread(mine::isHeldByMe)).isTrue();
        assertThat(inAnotherThread(() -> {
                    mine.unlock();
                    return mine.isLocked();
                }))
                .isFalse();
        mine.lock();
        yours.release();
        assertThat(mine.isLocked()).isFalse();
    }

    @Test
    void reentrantLockIsOfOneThreadAndCounted() throws Exception {
        SharedLock mine = one.rlock("the lock");
        SharedLock yours = two.rlock("the lock");
        mine.lock();
        assertThat(mine.tryLock()).isTrue();
        assertThat(inAnotherThread(mine::isHeldByMe)).isFalse();
        assertThatThrownBy(() -> inAnotherThread(() -> {
                    mine.unlock();
                    return true;
                }))
                .hasCauseInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(yours::release).isInstanceOf(IllegalMonitorStateException.class);
        mine.unlock();
        assertThat(mine.isHeldByMe()).isTrue();
        mine.unlock();
        assertThat(mine.isLocked()).isFalse();
    }

    @Test
    void lockOfAThreadThatDiesPassesOnIfItIsReentrant() throws Exception {
        SyncManager lively = connect(server.port(), ClientOptions.builder().heartbeat(Duration.ofMillis(100)));
        SharedLock reentrant = lively.rlock();
        SharedLock plain = lively.lock();
        Thread dying = new Thread(() -> {
            plain.lock();
            reentrant.lock();
        });
        dying.start();
        dying.join();
        try (Hold hold = inAnotherThread(reentrant::hold)) {
            assertThat(hold.abandoned()).isTrue();
        }
        assertThat(plain.isLocked()).isTrue();
        plain.unlock();
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void interruptedWaitTakesNothing(String kind) throws Exception {
        SharedLock mine = named(one, kind);
        SharedLock yours = named(two, kind);
        mine.lock();
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> waiting = meanwhile(() -> {
            waiter.set(Thread.currentThread());
            yours.lockInterruptibly();
            return true;
        });
        awaitWaiting(one, "the lock", 1);
        waiter.get().interrupt();
        assertThatThrownBy(() -> get(waiting))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        mine.unlock();
        assertThat(yours.isLocked()).isFalse();
    }

    @Test
    void aNameIsOfOneKindAndFoundAsEitherFace() {
        one.lock("plain");
        SharedCondition condition = one.condition("condition");
        assertThatThrownBy(() -> two.rlock("plain"))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("belongs to a lock, not to an rlock");
        assertThat(two.find("plain", Type.of(SharedLock.class)).tryLock()).isTrue();
        assertThat(two.find("condition", Type.of(SharedLock.class)).sameObject(condition))
                .isTrue();
        assertThatThrownBy(() -> two.find("plain", Type.of(SharedCondition.class)))
                .isInstanceOf(NoSuchObjectException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lock", "rlock"})
    void conditionOverALockIsSignalledAcrossProcesses(String kind) throws Exception {
        SharedLock lock = named(one, kind);
        SharedCondition notEmpty = one.condition(lock);
        SharedCondition notFull = one.condition(lock);
        SharedCondition sameNotEmpty = two.attach(notEmpty.objectToken(), Type.of(SharedCondition.class));
        assertThat(notEmpty).isEqualTo(sameNotEmpty).isNotEqualTo(notFull);
        Future<Boolean> waiting = meanwhile(() -> {
            sameNotEmpty.lock();
            try {
                return sameNotEmpty.await(Duration.ofSeconds(20)) && sameNotEmpty.isHeldByMe();
            } finally {
                sameNotEmpty.unlock();
            }
        });
        await().until(() -> one.describeObjects().stream()
                .anyMatch(row -> row.objectId().equals(notEmpty.objectToken().objectId()) && row.waiting() == 1));
        lock.lock();
        notFull.signalAll();
        assertThat(waiting.isDone()).isFalse();
        notEmpty.signal();
        lock.unlock();
        assertThat(get(waiting)).isTrue();
        assertThat(lock.isLocked()).isFalse();
    }

    @Test
    void conditionWithoutItsLockRefusesAndKnowsNoOtherServersLock() {
        SharedLock lock = one.lock();
        SharedCondition condition = one.condition(lock);
        two.attach(lock.objectToken(), Type.of(SharedLock.class)).lock();
        assertThatThrownBy(condition::await)
                .isExactlyInstanceOf(IllegalMonitorStateException.class)
                .hasMessageContaining("another process holds");
        assertThatThrownBy(condition::signal).isExactlyInstanceOf(IllegalMonitorStateException.class);
        assertThatThrownBy(condition::signalAll).isExactlyInstanceOf(IllegalMonitorStateException.class);
        SyncManager elsewhere = connect(serve().port());
        assertThatThrownBy(() -> elsewhere.condition(lock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another server");
        assertThat(elsewhere.objectCount()).isZero();
    }

    @Test
    void conditionKeepsItsLockAlive() {
        SharedLock lock = one.lock();
        SharedCondition condition = lock.newCondition();
        RemoteProxy.forget(lock);
        condition.lock();
        assertThat(condition.isHeldByMe()).isTrue();
        assertThat(one.objectCount()).isEqualTo(2);
        RemoteProxy.forget(condition);
        await().until(() -> one.objectCount() == 0);
    }

    @Test
    void lockOfTheServersOwnProcessExcludesItsClients() throws Exception {
        SharedLock shared = one.get("get_lock", SharedLock.class);
        registered.lock();
        try {
            assertThat(shared.tryLock()).isFalse();
        } finally {
            registered.unlock();
        }
        shared.lock();
        assertThat(inAnotherThread(() -> registered.tryLock())).isFalse();
        shared.unlock();
    }

    @Test
    void waitAndNotifyOfAProxyAreObjectsOwn() {
        SharedLock lock = one.lock();
        lock.lock();
        assertThatThrownBy(lock::notifyAll).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(lock.isHeldByMe()).isTrue();
        assertThat(lock.toString()).contains("(locked)");
    }
}
