package dev.steward.systemtests.death;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.PermitPolicy;
import dev.steward.api.QueueOptions;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.chaos.ChaosProxy;
import dev.steward.systemtests.death.Victim.Situation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client process is killed by {@code kill -9}, whatever it is in the middle of. */
@Tag("one-jdk")
class KilledClientTest extends DeathTest {

    private ManagerServer server;
    private SyncManager near;

    @BeforeEach
    void begin() {
        server = serve();
        near = connect(server.port());
    }

    private Jvm victim(Situation situation) {
        return victim(situation, server.port());
    }

    private static void put(SharedQueue<Integer> queue, Integer... elements) {
        assertThat(queue.addAll(List.of(elements))).isTrue();
    }

    @Test
    void lockPassesOnAndItsNextHolderIsTold() throws Exception {
        Jvm victim = victim(Situation.HOLDS_LOCK);
        long token = Long.parseLong(victim.awaitLine("ready "));
        Future<Hold> next = meanwhile(near.lock("lock")::hold);
        awaitWaiting(near, "lock", 1);
        victim.kill();
        try (Hold hold = get(next)) {
            assertThat(hold.abandoned()).isTrue();
            assertThat(hold.fencingToken()).isGreaterThan(token);
        }
        try (Hold hold = near.lock("lock").hold()) {
            assertThat(hold.abandoned()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rlock", "condition"})
    void reentrantLocksPassOnHoweverOftenTheyWereEntered(String kind) throws Exception {
        Jvm victim = victim(Situation.HOLDS_REENTRANT_LOCKS);
        SharedLock lock = kind.equals("rlock") ? near.rlock(kind) : near.condition(kind);
        Future<Hold> next = meanwhile(lock::hold);
        awaitWaiting(near, kind, 1);
        victim.kill();
        assertThat(get(next).abandoned()).isTrue();
    }

    @Test
    void permitsReturnUnlessTheyStandForSignals() throws Exception {
        Jvm victim = victim(Situation.HOLDS_PERMITS);
        SharedSemaphore permits = near.semaphore("permits", Victim.PERMITS);
        SharedSemaphore signals = near.semaphore("signals", Victim.PERMITS, PermitPolicy.CONSUMED);
        Future<Boolean> next = meanwhile(() -> {
            permits.acquire(Victim.PERMITS);
            return true;
        });
        awaitWaiting(near, "permits", 1);
        victim.kill();
        assertThat(get(next)).isTrue();
        assertThat(permits.availablePermits()).isZero();
        assertThat(signals.availablePermits()).isEqualTo(1);
    }

    @Test
    void elementThatWasOnItsWayToADeadTakerGoesToTheNext() throws Exception {
        Jvm victim = victim(Situation.TAKES);
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        awaitWaiting(near, "jobs", 1);
        Future<Delivery<Integer>> next = meanwhile(jobs::receive);
        awaitWaiting(near, "jobs", 2);
        // Stopped, the taker cannot acknowledge what it is given.
        victim.suspend();
        put(jobs, 1);
        assertThat(jobs.size()).isZero();
        victim.kill();
        try (Delivery<Integer> delivery = get(next)) {
            assertThat(delivery.value()).isEqualTo(1);
            assertThat(delivery.redelivered()).isTrue();
            delivery.done();
        }
    }

    @Test
    void takerThatWasKilledBeforeIsPassedOver() throws Exception {
        Jvm victim = victim(Situation.TAKES);
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        awaitWaiting(near, "jobs", 1);
        victim.kill();
        awaitWaiting(near, "jobs", 0);
        put(jobs, 1);
        try (Delivery<Integer> delivery = jobs.receive()) {
            assertThat(delivery.redelivered()).isFalse();
            delivery.done();
        }
    }

    @Test
    void signalToADeadWaiterPassesOn() throws Exception {
        Jvm victim = victim(Situation.AWAITS);
        SharedCondition condition = near.condition("condition");
        awaitWaiting(near, "condition", 1);
        Future<Boolean> behind = meanwhile(() -> {
            condition.lock();
            try {
                condition.await();
                return true;
            } finally {
                condition.unlock();
            }
        });
        awaitWaiting(near, "condition", 2);
        condition.lock();
        condition.signal();
        // The victim, which came first, has the signal and waits for the lock.
        victim.kill();
        awaitWaiting(near, "condition", 1);
        assertThat(condition.isHeldByMe()).isTrue();
        condition.unlock();
        assertThat(get(behind)).isTrue();
    }

    @Test
    void deadWaiterKeepsNoLock() throws Exception {
        Jvm victim = victim(Situation.AWAITS);
        awaitWaiting(near, "condition", 1);
        SharedCondition condition = near.condition("condition");
        victim.suspend();
        condition.lock();
        condition.signal();
        // Now the victim gets the lock and does not know it.
        condition.unlock();
        victim.kill();
        assertThat(get(meanwhile(() -> condition.tryHold(Duration.ofSeconds(15)))))
                .isNotNull();
    }

    @Test
    void barrierBreaksForAll() throws Exception {
        Jvm victim = victim(Situation.IN_BARRIER);
        SharedBarrier barrier = near.barrier("barrier", Victim.PARTIES);
        await().until(() -> barrier.getNumberWaiting() == 1);
        Future<Integer> waiting = meanwhile(barrier::await);
        await().until(() -> barrier.getNumberWaiting() == 2);
        victim.kill();
        assertThatThrownBy(() -> get(waiting)).hasCauseInstanceOf(BrokenBarrierException.class);
        assertThat(barrier.isBroken()).isTrue();
        assertThat(barrier.getNumberWaiting()).isZero();
        barrier.reset();
        assertThat(barrier.isBroken()).isFalse();
    }

    @Test
    void elementsThatWereNotDoneReturnToTheirPlacesFlaggedAndJoinEnds() throws Exception {
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        SharedJoinableQueue<Integer> work = near.joinableQueue("work", Integer.class);
        put(jobs, 1, 2, 3);
        put(work, 4, 5, 6);
        Jvm victim = victim(Situation.HAS_DELIVERIES);
        assertThat(victim.awaitLine("ready ")).isEqualTo("1 2 4 5");
        assertThat(jobs.snapshot()).containsExactly(3);
        Future<Boolean> joined = meanwhile(() -> work.join(Duration.ofSeconds(20)));
        victim.kill();
        await().untilAsserted(() -> assertThat(jobs.snapshot()).containsExactly(1, 2, 3));
        await().untilAsserted(() -> assertThat(work.snapshot()).containsExactly(4, 5, 6));
        assertCounts(jobs, 2, 2, 1);
        assertCounts(work, 2, 2, 1);
        assertThat(get(joined)).isTrue();
    }

    private static void assertCounts(SharedQueue<Integer> queue, int... counts) throws InterruptedException {
        for (int count : counts) {
            try (Delivery<Integer> delivery = queue.receive()) {
                assertThat(delivery.count()).isEqualTo(count);
                assertThat(delivery.redelivered()).isEqualTo(count > 1);
                delivery.done();
            }
        }
    }

    @Test
    void elementThatKillsItsTakersGoesToTheDeadLetters() throws Exception {
        SharedQueue<Integer> failed = near.queue("failed", Integer.class);
        SharedJoinableQueue<Integer> work = near.joinableQueue(
                "work", Integer.class, QueueOptions.unbounded().deadLetters(failed, 2));
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        put(jobs, 1, 2, 3, 4);
        put(work, 8, 9);
        for (int death = 0; death < 2; death++) {
            victim(Situation.HAS_DELIVERIES).kill();
            await().untilAsserted(() -> assertThat(jobs.snapshot()).hasSize(4));
        }
        await().untilAsserted(() -> assertThat(failed.snapshot()).containsExactly(8, 9));
        assertThat(work.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void objectsThatOnlyTheDeadKnewAreNoMoreEvenInACircle() throws Exception {
        long before = near.objectCount();
        Jvm victim = victim(Situation.HAS_OBJECTS);
        assertThat(near.objectCount()).isEqualTo(before + 51);
        victim.kill();
        await().untilAsserted(() -> assertThat(near.objectCount()).isEqualTo(before));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACQUIRES_WHEN_TOLD", "ACQUIRES_PERMITS_WHEN_TOLD", "TAKES_WHEN_TOLD"})
    void whatWasGivenInAReplyThatNeverArrivedReturns(String situation) throws Exception {
        SharedLock lock = near.lock("lock");
        SharedSemaphore permits = near.semaphore("permits", Victim.PERMITS);
        SharedQueue<Integer> jobs = near.queue("jobs", Integer.class);
        put(jobs, 1, 2);
        ChaosProxy chaos = chaos(server);
        Jvm victim = victim(Situation.valueOf(situation), chaos.port());
        chaos.swallowReplies(true);
        victim.say("go");
        await().until(() -> lock.isLocked() || permits.availablePermits() < Victim.PERMITS || jobs.size() < 2);
        victim.kill();
        await().until(() -> !lock.isLocked() && permits.availablePermits() == Victim.PERMITS && jobs.size() == 2);
        assertThat(jobs.snapshot()).containsExactly(1, 2);
    }
}
