package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.SessionLostException;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waiting calls: interrupted, out of time, many at once, and ended by close or by the death of their thread. */
class WaitsTest extends ServedTest {

    private final ManagerServer server = serve();
    private final SyncManager observer = connect(server.port());

    private SyncManager client(int connections) {
        return connect(server.port(), ClientOptions.builder().connections(connections));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anInterruptedTakeTakesNothing(int connections) throws Exception {
        SharedQueue<Integer> queue = client(connections).queue("jobs", Integer.class);
        AtomicReference<Thread> taker = new AtomicReference<>();
        Future<Integer> taking = meanwhile(() -> {
            taker.set(Thread.currentThread());
            return queue.take();
        });
        awaitWaiting(observer, "jobs", 1);
        taker.get().interrupt();
        assertThatThrownBy(() -> get(taking))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
        queue.put(1);
        assertThat(queue.take()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void interruptsAndPutsThatRaceLoseNothing(int connections) throws Exception {
        SharedQueue<Integer> queue = client(connections).queue("jobs", Integer.class);
        SharedQueue<Integer> putter = observer.queue("jobs", Integer.class);
        int taken = 0;
        int rounds = 100;
        for (int round = 0; round < rounds; round++) {
            AtomicReference<Integer> got = new AtomicReference<>();
            CountDownLatch started = new CountDownLatch(1);
            Thread taker = new Thread(() -> {
                started.countDown();
                try {
                    got.set(queue.take());
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                }
            });
            taker.start();
            started.await();
            Thread interrupter = new Thread(taker::interrupt);
            interrupter.start();
            putter.put(round);
            taker.join();
            interrupter.join();
            taken += got.get() == null ? 0 : 1;
        }
        List<Integer> left = new ArrayList<>();
        queue.drainTo(left);
        assertThat(taken + left.size()).isEqualTo(rounds);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anInterruptDoesNotBreakTheConnectionForTheNextCall(int connections) throws Exception {
        SharedValue<Long> value = client(connections).value("value", TypeCode.LONG, 0L);
        for (int i = 0; i < 50; i++) {
            Thread.currentThread().interrupt();
            value.getAndAdd(1L);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(value.get()).isEqualTo(50L);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void aDeadlineEndsAWaitAndTakesNothing(int connections) throws Exception {
        SyncManager manager = client(connections);
        SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);
        SharedQueue<Integer> hasty = manager.withDeadline(queue, Duration.ofMillis(100));
        assertThatThrownBy(hasty::take)
                .isInstanceOf(ManagerTimeoutException.class)
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        queue.put(1);
        assertThat(hasty.take()).isEqualTo(1);
        assertThat(hasty).isEqualTo(queue);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void anInterruptedConditionOwnsItsLockAgain(int connections) throws Exception {
        SharedCondition condition = client(connections).condition("ready");
        AtomicReference<Thread> waiter = new AtomicReference<>();
        Future<Boolean> waiting = meanwhile(() -> {
            waiter.set(Thread.currentThread());
            condition.lock();
            try {
                condition.await();
                return false;
            } catch (InterruptedException expected) {
                return condition.isHeldByMe();
            } finally {
                condition.unlock();
            }
        });
        awaitWaiting(observer, "ready", 1);
        waiter.get().interrupt();
        assertThat(get(waiting)).isTrue();
        assertThat(condition.isLocked()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void manyThreadsShareFewConnectionsAndWaitWithoutAny(int connections) throws Exception {
        SharedQueue<Integer> queue = client(connections).queue("jobs", Integer.class);
        int threads = 100;
        List<Future<Integer>> taking = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            taking.add(meanwhile(queue::take));
        }
        awaitWaiting(observer, "jobs", threads);
        for (int i = 0; i < threads; i++) {
            queue.put(i);
        }
        long sum = 0;
        for (Future<Integer> take : taking) {
            sum += get(take);
        }
        assertThat(sum).isEqualTo(threads * (threads - 1) / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void closeEndsTheWaitsOfItsOwnClientAndNoOther(int connections) throws Exception {
        SyncManager closing = client(connections);
        SyncManager staying = client(connections);
        SharedQueue<Integer> mine = closing.queue("jobs", Integer.class);
        SharedQueue<Integer> theirs = staying.queue("jobs", Integer.class);
        Future<Integer> ended = meanwhile(mine::take);
        awaitWaiting(observer, "jobs", 1);
        Future<Integer> served = meanwhile(theirs::take);
        awaitWaiting(observer, "jobs", 2);
        closing.close();
        assertThatThrownBy(() -> get(ended))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(SessionLostException.class);
        assertThatThrownBy(mine::size).isInstanceOf(SessionLostException.class).hasMessageContaining("closed");
        observer.queue("jobs", Integer.class).put(5);
        assertThat(get(served)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void theLockOfAThreadThatDiesPassesOn(int connections) throws Exception {
        SyncManager manager = connect(
                server.port(), ClientOptions.builder().connections(connections).heartbeat(Duration.ofMillis(100)));
        SharedCondition lock = manager.condition("lock");
        AtomicBoolean held = new AtomicBoolean();
        Thread dying = new Thread(() -> {
            lock.lock();
            held.set(lock.isHeldByMe());
        });
        dying.start();
        dying.join();
        assertThat(held).isTrue();
        assertThat(get(meanwhile(() -> {
                    lock.lock();
                    lock.unlock();
                    return true;
                })))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void noThreadIsLeftWhenAClientIsClosed(int connections) throws Exception {
        SyncManager manager = connect(
                server.port(), ClientOptions.builder().name("short-lived").connections(connections));
        manager.queue("jobs", Integer.class).put(1);
        manager.close();
        manager.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().contains("short-lived")));
    }
}
