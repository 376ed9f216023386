package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.PermitPolicy;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Permits between threads and processes. */
class SemaphoresTest extends ServedTest {

    private final SharedSemaphore registered = SharedObjects.boundedSemaphore(1);
    private final ManagerServer server = serve(onLoopback().register("get_permits", () -> registered));
    private final SyncManager one = connect(server.port());
    private final SyncManager two = connect(server.port());

    @Test
    void permitsGoFromOneProcessToAnother() throws Exception {
        SharedSemaphore mine = one.semaphore("permits", 2);
        SharedSemaphore yours = two.semaphore("permits", 2);
        mine.acquire(2);
        assertThat(yours.availablePermits()).isZero();
        assertThat(yours.tryAcquire()).isFalse();
        assertThat(yours.tryAcquire(2)).isFalse();
        assertThat(yours.tryAcquire(Duration.ofMillis(10))).isFalse();
        assertThat(yours.tryAcquire(2, Duration.ofMillis(10))).isFalse();
        Future<Boolean> waiting = meanwhile(() -> yours.tryAcquire(2, Duration.ofSeconds(20)));
        awaitWaiting(one, "permits", 1);
        mine.release();
        assertThat(waiting.isDone()).isFalse();
        mine.release();
        assertThat(get(waiting)).isTrue();
        yours.release(2);
        assertThat(mine).isEqualTo(yours).hasToString("semaphore 'permits' (2 permits free)");
    }

    private static Object id(SharedSemaphore semaphore) {
        return semaphore.objectToken().objectId();
    }

    @Test
    void permitsOfAProcessThatEndsReturn() throws Exception {
        SharedSemaphore yours = two.semaphore("permits", 2);
        one.semaphore("permits", 2).acquire(2);
        Future<Boolean> waiting = meanwhile(() -> {
            yours.acquire();
            return true;
        });
        awaitWaiting(two, "permits", 1);
        one.close();
        assertThat(get(waiting)).isTrue();
        assertThat(yours.availablePermits()).isEqualTo(1);
    }

    @Test
    void signalsAreUsedUpByAProcessThatEnds() throws Exception {
        SharedSemaphore signals = two.semaphore("signals", 0, PermitPolicy.CONSUMED);
        signals.release(2);
        one.semaphore("signals", 0, PermitPolicy.CONSUMED).acquire();
        one.close();
        await().until(() ->
                two.describeObjects().stream().anyMatch(row -> "signals".equals(row.name()) && row.references() == 2));
        assertThat(signals.availablePermits()).isEqualTo(1);
    }

    @Test
    void interruptedWaitAcquiresNothing() throws Exception {
        SharedSemaphore semaphore = one.semaphore("permits", 0);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> waiting = meanwhile(() -> {
            waiter.set(Thread.currentThread());
            semaphore.acquire(2);
            return true;
        });
        awaitWaiting(one, "permits", 1);
        waiter.get().interrupt();
        assertThatThrownBy(() -> get(waiting))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        semaphore.release(2);
        assertThat(semaphore.availablePermits()).isEqualTo(2);
    }

    @Test
    void tooManyReleasesOfABoundedOneAreRefused() throws Exception {
        SharedSemaphore bounded = one.boundedSemaphore(2);
        assertThatThrownBy(bounded::release)
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessageContaining("boundedSemaphore " + id(bounded) + ", release")
                .hasMessageContaining("more than 2 free");
        bounded.acquire();
        assertThatThrownBy(() -> bounded.release(2)).isExactlyInstanceOf(IllegalStateException.class);
        assertThat(bounded.availablePermits()).isEqualTo(1);
        bounded.release();
        SharedSemaphore free = one.semaphore(2);
        free.release();
        assertThat(free.availablePermits()).isEqualTo(3);
    }

    @Test
    void absurdCountsAreRefused() {
        SharedSemaphore bounded = one.boundedSemaphore(2);
        assertThatThrownBy(() -> bounded.acquire(3))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("would wait for ever");
        assertThatThrownBy(() -> bounded.tryAcquire(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bounded.acquire(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bounded.release(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(bounded.availablePermits()).isEqualTo(2);
        assertThatThrownBy(() -> one.semaphore(-1))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not -1");
        assertThatThrownBy(() -> one.boundedSemaphore("b", -1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedObjects.semaphore(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedObjects.semaphore(-1, PermitPolicy.CONSUMED))
                .isExactlyInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void otherPermitsThanTheNamedOneHasAreRefused() {
        one.semaphore("permits", 3);
        assertThatThrownBy(() -> two.semaphore("permits", 4))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("permits: 3")
                .hasMessageContaining("permits: 4");
        assertThatThrownBy(() -> two.semaphore("permits", 3, PermitPolicy.CONSUMED))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("CONSUMED");
        assertThatThrownBy(() -> two.boundedSemaphore("permits", 3))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("belongs to a semaphore, not to a boundedSemaphore");
    }

    @Test
    void permitsOfTheServersOwnProcessAreSharedWithClients() throws Exception {
        SharedSemaphore shared = one.get("get_permits", SharedSemaphore.class);
        registered.acquire();
        assertThat(shared.tryAcquire()).isFalse();
        registered.release();
        assertThat(shared.tryAcquire()).isTrue();
        assertThat(registered.tryAcquire()).isFalse();
        one.close();
        assertThat(registered.tryAcquire(Duration.ofSeconds(20))).isTrue();
        registered.release();
    }

    @Test
    void waitAndNotifyOfAProxyAreObjectsOwn() {
        SharedSemaphore semaphore = one.semaphore(1);
        assertThatThrownBy(semaphore::notify).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(semaphore.availablePermits()).isEqualTo(1);
    }
}
