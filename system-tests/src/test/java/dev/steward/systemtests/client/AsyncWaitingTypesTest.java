package dev.steward.systemtests.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AsyncBarrier;
import dev.steward.api.AsyncEvent;
import dev.steward.api.AsyncIterator;
import dev.steward.api.AsyncJoinableQueue;
import dev.steward.api.AsyncLock;
import dev.steward.api.AsyncQueue;
import dev.steward.api.AsyncSemaphore;
import dev.steward.api.Delivery;
import dev.steward.api.Hold;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.SharedBarrier;
import dev.steward.api.SharedCondition;
import dev.steward.api.SharedIterator;
import dev.steward.api.SharedJoinableQueue;
import dev.steward.api.SharedLock;
import dev.steward.api.SharedSemaphore;
import dev.steward.api.SyncManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The asynchronous methods of each type whose calls may wait, over a socket. */
class AsyncWaitingTypesTest extends ServedTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private SyncManager manager;

    @BeforeEach
    void connectOnce() {
        manager = connect(serve().port());
    }

    @Test
    void aQueueIsFilledAndEmptied() throws Exception {
        AsyncQueue<Integer> queue = manager.queue(2, Integer.class).async();
        get(queue.put(1));
        assertThat(get(queue.offer(2))).isTrue();
        assertThat(get(queue.offer(3))).isFalse();
        assertThat(get(queue.offer(3, SOON))).isFalse();
        assertThat(get(queue.offer(3, 1, TimeUnit.MILLISECONDS))).isFalse();
        assertFails(queue.add(3), IllegalStateException.class);
        assertFails(queue.addAll(List.of(3)), IllegalStateException.class);
        assertThat(get(queue.remainingCapacity())).isZero();
        assertThat(get(queue.size())).isEqualTo(2);
        assertThat(get(queue.peek())).isEqualTo(1);
        assertThat(get(queue.element())).isEqualTo(1);
        assertThat(get(queue.contains(2))).isTrue();
        assertThat(get(queue.contains(null))).isFalse();
        assertThat(get(queue.containsAll(List.of(1, 2)))).isTrue();
        assertThat(get(queue.take())).isEqualTo(1);
        assertThat(get(queue.takeOrNull())).isEqualTo(2);
        assertThat(get(queue.poll())).isNull();
        assertThat(get(queue.poll(SOON))).isNull();
        assertThat(get(queue.poll(1, TimeUnit.MILLISECONDS))).isNull();
        assertThat(get(queue.receive(SOON))).isNull();
        assertThat(get(queue.peek())).isNull();
        assertFails(queue.remove(), NoSuchElementException.class);
        assertFails(queue.element(), NoSuchElementException.class);
        assertThat(get(queue.addAll(List.of(4, 5)))).isTrue();
        assertThat(get(queue.remove(4))).isTrue();
        assertThat(get(queue.removeAll(List.of(9)))).isFalse();
        assertThat(get(queue.retainAll(List.of(5)))).isFalse();
        assertThat(get(queue.removeIf(number -> number > 5))).isFalse();
        assertThat(get(queue.removeIf(number -> number == 5))).isTrue();
        get(queue.add(6));
        List<Integer> drained = new ArrayList<>();
        assertThat(get(queue.drainTo(drained, 0))).isZero();
        assertThat(get(queue.drainTo(drained))).isEqualTo(1);
        assertThat(drained).containsExactly(6);
        get(queue.put(7));
        get(queue.clear());
        assertThat(get(queue.isEmpty())).isTrue();
        get(queue.put(8));
        try (Delivery<Integer> delivery = get(queue.receive())) {
            assertThat(delivery.value()).isEqualTo(8);
        }
        assertThat(get(queue.snapshot())).containsExactly(8);
        get(queue.shutdown());
        assertThat(get(queue.isShutdown())).isTrue();
        assertThat(get(queue.remove())).isEqualTo(8);
        assertThat(get(queue.poll())).isNull();
        assertThat(get(queue.takeOrNull())).isNull();
        assertFails(queue.remove(), NoSuchElementException.class);
        assertFails(queue.put(9), QueueShutDownException.class);
        assertFails(queue.take(), QueueShutDownException.class);
        get(queue.shutdownNow());
        assertFails(queue.put(null), NullPointerException.class);
    }

    @Test
    void aTakeEndsWhenAnotherPuts() throws Exception {
        AsyncQueue<Integer> queue = manager.queue(0, Integer.class).async();
        CompletableFuture<Integer> taken = queue.take();
        assertThat(taken).isNotDone();
        get(queue.put(42));
        assertThat(get(taken)).isEqualTo(42);
    }

    @Test
    void aJoinableQueueEndsItsJoinWhenAllIsDone() throws Exception {
        SharedJoinableQueue<Integer> shared = manager.joinableQueue(0, Integer.class);
        AsyncJoinableQueue<Integer> queue = shared.async();
        get(queue.put(1));
        get(queue.put(2));
        CompletableFuture<Void> joined = queue.join();
        assertThat(get(queue.join(SOON))).isFalse();
        assertThat(get(queue.take())).isEqualTo(1);
        get(queue.nack());
        assertThat(get(queue.take())).isEqualTo(1);
        get(queue.taskDone());
        assertThat(joined).isNotDone();
        get(queue.receive()).done();
        get(joined);
        assertFails(queue.taskDone(), IllegalStateException.class);
    }

    @Test
    void anAsynchronousLockIsClosedByAnyThread() throws Exception {
        SharedLock shared = manager.rlock();
        AsyncLock lock = shared.async();
        Hold hold = get(lock.lock());
        assertThat(get(lock.isLocked())).isTrue();
        assertThat(get(lock.isHeldByMe())).isTrue();
        assertThat(get(meanwhile(() -> shared.async().tryLock().get()))).isNull();
        assertThat(get(meanwhile(() -> shared.async().tryHold(SOON).get()))).isNull();
        assertThat(get(meanwhile(
                        () -> shared.async().tryLock(1, TimeUnit.MILLISECONDS).get())))
                .isNull();
        Future<CompletableFuture<Hold>> waiting = meanwhile(() -> shared.async().hold());
        assertThat(get(waiting)).isNotDone();
        get(meanwhile(() -> {
            hold.close();
            return true;
        }));
        Hold next = get(get(waiting));
        assertThat(next.fencingToken()).isGreaterThan(hold.fencingToken());
        next.close();
        assertThat(get(lock.isLocked())).isFalse();
        get(lock.lock());
        get(lock.unlock());
        assertFails(lock.unlock(), IllegalMonitorStateException.class);
        get(lock.lock());
        get(lock.release());
        assertFails(lock.release(), IllegalMonitorStateException.class);
    }

    @Test
    void aConditionIsAwaitedWithoutAThread() throws Exception {
        SharedCondition condition = manager.condition(manager.lock());
        Hold hold = get(condition.async().lock());
        CompletableFuture<Void> awaited = condition.async().await();
        // The lock is free while somebody waits.
        assertThat(get(condition.async().tryLock())).isNotNull();
        assertThat(get(condition.async().await(SOON))).isFalse();
        get(condition.async().signal());
        assertThat(awaited).isNotDone();
        get(condition.async().unlock());
        get(awaited);
        assertThat(get(condition.async().isHeldByMe())).isTrue();
        get(condition.async().signal(0));
        get(condition.async().signalAll());
        assertThat(get(condition.async().await(1, TimeUnit.MILLISECONDS))).isFalse();
        get(condition.async().unlock());
        assertFails(condition.async().signal(), IllegalMonitorStateException.class);
        assertFails(condition.async().signal(-1), IllegalArgumentException.class);
        assertThat(hold.fencingToken()).isPositive();
    }

    @Test
    void aSemaphoreGivesPermits() throws Exception {
        SharedSemaphore shared = manager.boundedSemaphore(2);
        AsyncSemaphore semaphore = shared.async();
        get(semaphore.acquire());
        assertThat(get(semaphore.tryAcquire())).isTrue();
        assertThat(get(semaphore.tryAcquire(1))).isFalse();
        assertThat(get(semaphore.tryAcquire(SOON))).isFalse();
        assertThat(get(semaphore.tryAcquire(2, SOON))).isFalse();
        CompletableFuture<Void> waiting = semaphore.acquire(2);
        get(semaphore.release(2));
        get(waiting);
        assertThat(get(semaphore.availablePermits())).isZero();
        get(semaphore.release());
        get(semaphore.release());
        assertFails(semaphore.release(), IllegalStateException.class);
        assertFails(semaphore.acquire(-1), IllegalArgumentException.class);
    }

    @Test
    void anEventWakesWhoAwaitsIt() throws Exception {
        AsyncEvent event = manager.event().async();
        CompletableFuture<Void> awaited = event.await();
        CompletableFuture<Boolean> awaitedInTime = event.await(LONG);
        assertThat(get(event.await(SOON))).isFalse();
        assertThat(get(event.isSet())).isFalse();
        get(event.set());
        get(awaited);
        assertThat(get(awaitedInTime)).isTrue();
        get(event.clear());
        assertThat(get(event.isSet())).isFalse();
    }

    @Test
    void aBarrierLetsAllPartiesGo() throws Exception {
        SharedBarrier shared = manager.barrier(2);
        AsyncBarrier barrier = shared.async();
        CompletableFuture<Integer> first = barrier.await();
        assertThat(get(barrier.getNumberWaiting())).isEqualTo(1);
        assertThat(get(barrier.await(LONG))).isZero();
        assertThat(get(first)).isEqualTo(1);
        assertThat(get(barrier.getParties())).isEqualTo(2);
        assertFails(barrier.await(SOON), TimeoutException.class);
        assertThat(get(barrier.isBroken())).isTrue();
        assertFails(barrier.await(), BrokenBarrierException.class);
        get(barrier.reset());
        CompletableFuture<Integer> alone = barrier.await();
        get(barrier.abort());
        assertFails(alone, BrokenBarrierException.class);
        assertFails(manager.barrier(2, () -> {}).async().await(), UnsupportedOperationException.class);
    }

    @Test
    void anIteratorGivesEachElementOnce() throws Exception {
        SharedIterator<Integer> shared = manager.iterator(List.of(1, 2, 3));
        AsyncIterator<Integer> iterator = shared.async();
        assertThat(shared.hasNext()).isTrue();
        assertThat(get(iterator.next())).isEqualTo(1);
        assertThat(get(iterator.snapshot())).containsExactly(2, 3);
        assertThat(get(iterator.next())).isEqualTo(2);
        assertThat(shared.next()).isEqualTo(3);
        assertFails(iterator.next(), NoSuchElementException.class);
        SharedIterator<Integer> other = manager.iterator(List.of(1));
        get(other.async().close());
        assertFails(other.async().next(), NoSuchElementException.class);
    }
}
