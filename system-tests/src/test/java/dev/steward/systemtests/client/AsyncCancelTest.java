package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.steward.api.Hold;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import dev.steward.api.UnsupportedValueException;
import dev.steward.server.ManagerServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Futures that are cancelled, time out, or cannot be read: nothing is lost, and nothing stays held. */
class AsyncCancelTest extends ServedTest {

    private static final int ROUNDS = 200;

    /** What this client must not open. */
    record Unknown(int number) {}

    private final ManagerServer server = serve();
    private final SyncManager manager = connect(server.port());
    private final SyncManager other = connect(server.port());
    private final SharedQueue<Integer> queue = manager.queue("jobs", Integer.class);

    @Test
    void aCancelledTakeTakesNothing() throws Exception {
        CompletableFuture<Integer> taking = queue.async().take();
        awaitWaiting(other, "jobs", 1);
        assertThat(taking.cancel(true)).isTrue();
        awaitWaiting(other, "jobs", 0);
        queue.put(1);
        assertThat(queue.poll()).isEqualTo(1);
    }

    @Test
    void aTakeThatIsCompletedOtherwiseTakesNothing() throws Exception {
        CompletableFuture<Integer> timed = queue.async().take().orTimeout(20, TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> get(timed))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TimeoutException.class);
        CompletableFuture<Integer> completed = queue.async().take();
        assertThat(completed.complete(7)).isTrue();
        awaitWaiting(other, "jobs", 0);
        queue.put(1);
        assertThat(queue.poll()).isEqualTo(1);
    }

    @Test
    void cancelsAndPutsThatRaceLoseNothing() throws Exception {
        SharedQueue<Integer> putter = other.queue("jobs", Integer.class);
        List<Integer> got = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            CompletableFuture<Integer> taking = queue.async().take();
            Future<Boolean> putting = meanwhile(() -> putter.offer(number));
            if (round % 3 == 0) {
                Thread.yield();
            }
            if (taking.cancel(true)) {
                assertThat(taking).isCancelled();
            } else {
                got.add(get(taking));
            }
            get(putting);
        }
        // What was given back comes to the next taker, at its old place.
        while (got.size() < ROUNDS) {
            got.add(get(queue.async().poll(Duration.ofSeconds(10))));
        }
        assertThat(got).doesNotHaveDuplicates().hasSize(ROUNDS).doesNotContainNull();
        assertThat(queue.poll()).isNull();
    }

    @Test
    void cancelsAndReleasesThatRaceLeaveNoLockHeld() throws Exception {
        SharedLock lock = manager.lock();
        for (int round = 0; round < ROUNDS; round++) {
            Hold first = lock.hold();
            CompletableFuture<Hold> waiting = lock.async().lock();
            Future<Boolean> releasing = meanwhile(() -> {
                first.close();
                return true;
            });
            if (!waiting.cancel(true)) {
                get(waiting).close();
            }
            get(releasing);
        }
        await().until(() -> !lock.isLocked());
    }

    @Test
    void cancelsAndReleasesThatRaceLoseNoPermit() throws Exception {
        SharedSemaphore semaphore = manager.semaphore(1);
        for (int round = 0; round < ROUNDS; round++) {
            semaphore.acquire();
            CompletableFuture<Void> waiting = semaphore.async().acquire();
            CompletableFuture<Void> released = semaphore.async().release();
            if (!waiting.cancel(true)) {
                get(waiting);
                semaphore.release();
            }
            get(released);
        }
        await().until(() -> semaphore.availablePermits() == 1);
    }

    @Test
    void aPartyThatIsCancelledBreaksTheBarrier() throws Exception {
        SharedBarrier barrier = manager.barrier(2);
        CompletableFuture<Integer> waiting = barrier.async().await();
        awaitWaiting(barrier, 1);
        waiting.cancel(true);
        await().until(barrier::isBroken);
    }

    @Test
    void anElementThatCannotBeReadGoesBack() throws Exception {
        SharedQueue<Object> filled = other.queue("opaque", Object.class);
        filled.put(new Unknown(1));
        SharedQueue<Object> opaque = manager.queue("opaque", Object.class);
        assertThatThrownBy(() -> get(opaque.async().take()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnsupportedValueException.class);
        await().until(() -> filled.size() == 1);
    }

    @Test
    void aDeadlineEndsTheCallOnTheServerToo() throws Exception {
        SharedQueue<Integer> hasty = manager.withDeadline(queue, Duration.ofMillis(50));
        assertThatThrownBy(() -> get(hasty.async().take()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(ManagerTimeoutException.class)
                .extracting(why -> ((ManagerException) why).outcome())
                .isEqualTo(Outcome.NOT_EXECUTED);
        awaitWaiting(other, "jobs", 0);
        queue.put(1);
        assertThat(get(hasty.async().take())).isEqualTo(1);
    }

    @Test
    void futuresAreCompletedOnAThreadThatMayBlock() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CompletableFuture<String> blocked = queue.async().take().thenApply(taken -> {
            try {
                release.await();
            } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
            }
            return Thread.currentThread().getName();
        });
        queue.put(0);
        // A callback may wait for another one, and call as any thread.
        CompletableFuture<Integer> nested =
                queue.async().put(1).thenApply(put -> queue.async().size().join() + queue.size());
        assertThat(get(nested)).isEqualTo(2);
        assertThat(blocked).isNotDone();
        assertThat(queue.size()).isEqualTo(1);
        release.countDown();
        assertThat(get(blocked)).startsWith("manager-client-callbacks-");
    }
}
