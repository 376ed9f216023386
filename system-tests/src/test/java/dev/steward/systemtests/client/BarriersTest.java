package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.NoSuchObjectException;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SyncManager;
import dev.steward.api.Type;
import dev.steward.server.ManagerServer;
import dev.steward.server.SharedObjects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Barriers between threads and processes. */
class BarriersTest extends ServedTest {

    private final SharedBarrier registered = SharedObjects.barrier(2, () -> {});
    private final ManagerServer server = serve(onLoopback().register("get_barrier", () -> registered));
    private final SyncManager one = connect(server.port());
    private final SyncManager two = connect(server.port());

    private static void assertBroken(Future<?> waiting) {
        assertThatThrownBy(() -> get(waiting))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(BrokenBarrierException.class);
    }

    @Test
    void partiesOfSeveralProcessesGoTogetherAgainAndAgain() throws Exception {
        SharedBarrier mine = one.barrier("barrier", 3);
        SharedBarrier yours = two.barrier("barrier", 3);
        for (int round = 0; round < 3; round++) {
            Future<Integer> first = meanwhile(() -> mine.await());
            awaitWaiting(yours, 1);
            Future<Integer> second = meanwhile(() -> yours.await(Duration.ofSeconds(20)));
            awaitWaiting(yours, 2);
            assertThat(mine.await()).isZero();
            assertThat(get(first)).isEqualTo(2);
            assertThat(get(second)).isEqualTo(1);
        }
        assertThat(yours.getParties()).isEqualTo(3);
        assertThat(mine).isEqualTo(yours).asString().endsWith("(0 of 3 waiting)");
    }

    @Test
    void indexIsThatOfTheJdk() throws Exception {
        CyclicBarrier jdk = new CyclicBarrier(2);
        SharedBarrier shared = one.barrier(2);
        Future<Integer> first = meanwhile(jdk::await);
        await().until(() -> jdk.getNumberWaiting() == 1);
        Future<Integer> sharedFirst = meanwhile(() -> shared.await());
        awaitWaiting(shared, 1);
        assertThat(shared.await()).isEqualTo(jdk.await());
        assertThat(get(sharedFirst)).isEqualTo(get(first));
    }

    @Test
    void actionRunsOnceARoundInTheLastPartyBeforeAnyGoes() throws Exception {
        List<String> happened = new ArrayList<>();
        SharedBarrier mine = one.barrier("acting", 2, () -> happened.add("mine"));
        SharedBarrier yours = two.barrier("acting", 2, () -> happened.add("yours"));
        Future<List<String>> first = meanwhile(() -> {
            mine.await();
            return List.copyOf(happened);
        });
        awaitWaiting(mine, 1);
        assertThat(yours.await()).isZero();
        assertThat(get(first)).containsExactly("yours");
        Future<Integer> second = meanwhile(() -> yours.await());
        awaitWaiting(mine, 1);
        one.withDeadline(mine, Duration.ofSeconds(20)).await();
        get(second);
        assertThat(happened).containsExactly("yours", "mine");
    }

    @Test
    void actionThatThrowsBreaksItForAllAndIsThrownInItsThread() throws Exception {
        SharedBarrier failing = one.barrier("acting", 2, () -> {
            throw new UnsupportedOperationException("not today");
        });
        SharedBarrier other = two.barrier("acting", 2, () -> {});
        Future<Integer> first = meanwhile(() -> other.await());
        awaitWaiting(other, 1);
        assertThatThrownBy(failing::await)
                .isExactlyInstanceOf(UnsupportedOperationException.class)
                .hasMessage("not today");
        assertBroken(first);
        assertThat(other.isBroken()).isTrue();
        assertThatThrownBy(other::await).isExactlyInstanceOf(BrokenBarrierException.class);
        other.reset();
        assertThat(failing.isBroken()).isFalse();
    }

    @Test
    void processThatEndsBreaksItForAll() throws Exception {
        SharedBarrier mine = one.barrier("barrier", 3);
        SharedBarrier yours = two.barrier("barrier", 3);
        Future<Integer> staying = meanwhile(() -> yours.await());
        Future<Integer> leaving = meanwhile(() -> mine.await());
        awaitWaiting(yours, 2);
        one.close();
        assertBroken(staying);
        assertThatThrownBy(() -> get(leaving)).isInstanceOf(ExecutionException.class);
        assertThat(yours.isBroken()).isTrue();
    }

    @Test
    void processThatEndsWhileItRunsTheActionBreaksItForAll() throws Exception {
        SharedBarrier mine = one.barrier("acting", 2, one::close);
        SharedBarrier yours = two.barrier("acting", 2, () -> {});
        Future<Integer> staying = meanwhile(() -> yours.await());
        awaitWaiting(yours, 1);
        assertThatThrownBy(mine::await).isInstanceOf(RuntimeException.class);
        assertBroken(staying);
    }

    @Test
    void timeThatPassesBreaksItForAll() throws Exception {
        SharedBarrier mine = one.barrier("barrier", 3);
        SharedBarrier yours = two.barrier("barrier", 3);
        Future<Integer> waiting = meanwhile(() -> yours.await());
        awaitWaiting(yours, 1);
        assertThatThrownBy(() -> mine.await(Duration.ofMillis(10)))
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessageContaining("barrier ");
        assertBroken(waiting);
        mine.reset();
        assertThatThrownBy(() -> mine.await(Duration.ZERO)).isExactlyInstanceOf(TimeoutException.class);
        assertThat(yours.isBroken()).isTrue();
    }

    @Test
    void interruptBeforeOrWhileWaitingBreaksItForAll() throws Exception {
        SharedBarrier mine = one.barrier("barrier", 3);
        SharedBarrier yours = two.barrier("barrier", 3);
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Integer> interrupted = meanwhile(() -> {
            waiter.set(Thread.currentThread());
            return mine.await();
        });
        Future<Integer> waiting = meanwhile(() -> yours.await());
        awaitWaiting(yours, 2);
        waiter.get().interrupt();
        assertThatThrownBy(() -> get(interrupted)).hasCauseInstanceOf(InterruptedException.class);
        assertBroken(waiting);
        mine.reset();
        Future<Integer> again = meanwhile(() -> yours.await());
        awaitWaiting(yours, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(mine::await).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        assertBroken(again);
    }

    @Test
    void abortAndResetEndTheWaits() throws Exception {
        SharedBarrier barrier = one.barrier(2);
        Future<Integer> first = meanwhile(() -> barrier.await());
        awaitWaiting(barrier, 1);
        barrier.reset();
        assertBroken(first);
        assertThat(barrier.isBroken()).isFalse();
        Future<Integer> second = meanwhile(() -> barrier.await());
        awaitWaiting(barrier, 1);
        barrier.abort();
        assertBroken(second);
        assertThat(barrier.isBroken()).isTrue();
    }

    @Test
    void actionIsBroughtByEveryPartyOrByNone() {
        SharedBarrier acting = one.barrier("acting", 2, () -> {});
        SharedBarrier without = two.attach(acting.objectToken(), Type.of(SharedBarrier.class));
        assertThatThrownBy(without::await)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("withAction");
        SharedBarrier plain = one.barrier(2);
        assertThatThrownBy(plain.withAction(() -> {})::await)
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("made without an action");
        assertThat(acting.isBroken() || plain.isBroken()).isFalse();
        assertThat(acting.getNumberWaiting() + plain.getNumberWaiting()).isZero();
    }

    @Test
    void absurdPartiesAndOtherPartiesThanTheNamedOneHasAreRefused() {
        assertThatThrownBy(() -> one.barrier(0))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
        assertThatThrownBy(() -> one.barrier(-1, () -> {})).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SharedObjects.barrier(0)).isExactlyInstanceOf(IllegalArgumentException.class);
        one.barrier("barrier", 3);
        assertThatThrownBy(() -> two.barrier("barrier", 4))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("parties: 3")
                .hasMessageContaining("parties: 4");
        assertThatThrownBy(() -> two.barrier("barrier", 3, () -> {}))
                .isInstanceOf(NoSuchObjectException.class)
                .hasMessageContaining("no action");
    }

    @Test
    void barrierOfTheServersOwnProcessIsMetWithClients() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        SharedBarrier shared = one.get("get_barrier", SharedBarrier.class);
        SharedBarrier mine = shared.withAction(runs::incrementAndGet);
        Future<Integer> own = meanwhile(() -> registered.await());
        awaitWaiting(mine, 1);
        assertThat(mine.await()).isZero();
        assertThat(get(own)).isEqualTo(1);
        assertThat(runs).hasValue(1);
        Future<Integer> client = meanwhile(() -> mine.await());
        awaitWaiting(mine, 1);
        assertThat(registered.await(Duration.ofSeconds(20))).isZero();
        get(client);
        assertThat(runs).hasValue(1);
    }

    @Test
    void waitAndNotifyOfAProxyAreObjectsOwn() {
        SharedBarrier barrier = one.barrier(1);
        assertThatThrownBy(barrier::notifyAll).isInstanceOf(IllegalMonitorStateException.class);
        assertThat(barrier.isBroken()).isFalse();
    }
}
