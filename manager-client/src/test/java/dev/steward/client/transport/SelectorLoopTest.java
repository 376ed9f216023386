package dev.steward.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One thread runs what it is given, each at its time, and ends. */
@Timeout(30)
class SelectorLoopTest {

    private final SelectorLoop loop = new SelectorLoop("test");
    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void end() throws InterruptedException {
        loop.shutdown();
        assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    }

    private <T> T onLoop(Callable<T> question) throws Exception {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                answer.complete(question.call());
            } catch (Exception failed) {
                answer.completeExceptionally(failed);
            }
        });
        return answer.get(10, TimeUnit.SECONDS);
    }

    @Test
    void tasksOfManyThreadsRunOnOneThreadEachInItsOrder() throws Exception {
        int senders = 4;
        int each = 20_000;
        AtomicInteger[] last = new AtomicInteger[senders];
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(senders * each);
        List<Thread> threads = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            AtomicInteger own = new AtomicInteger();
            last[sender] = own;
            threads.add(new Thread(() -> {
                for (int number = 1; number <= each; number++) {
                    int expected = number - 1;
                    loop.execute(() -> {
                        if (own.getAndIncrement() != expected || Thread.currentThread() != loop.thread()) {
                            wrong.incrementAndGet();
                        }
                        all.countDown();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        assertThat(all.await(20, TimeUnit.SECONDS))
                .as("nobody sleeps through a task")
                .isTrue();
        assertThat(wrong).hasValue(0);
        assertThat(loop.thread().isDaemon()).isTrue();
        assertThat(loop.thread().getName()).startsWith("manager-client-reader-test-");
    }

    @Test
    void timersAreInTheOrderOfTheirTimeAndEqualOnesInThatOfTheirComing() {
        List<Timed<Integer>> timers = new ArrayList<>();
        long now = Long.MAX_VALUE - 10;
        // The clock may come to its end and go on.
        for (long due : new long[] {now + 20, now + 10, now + 10, now}) {
            Timed<Integer> timed = new Timed<>(() -> 1, due, 0, (moved, goesOn) -> {});
            timed.number(timers.size());
            timers.add(timed);
        }
        PriorityQueue<Timed<Integer>> queue = new PriorityQueue<>(List.of(timers.get(2), timers.get(0)));
        queue.addAll(List.of(timers.get(3), timers.get(1)));
        for (int next : new int[] {3, 1, 2, 0}) {
            assertThat((Object) queue.remove()).isSameAs(timers.get(next));
        }
    }

    @Test
    void aTimerOfAnotherThreadWakesALoopThatWouldSleepLonger() throws Exception {
        ScheduledFuture<?> late = loop.schedule(() -> done.add(2), 1, TimeUnit.HOURS);
        onLoop(() -> null);
        ScheduledFuture<Integer> soon = loop.schedule(() -> 1, 5, TimeUnit.MILLISECONDS);
        assertThat(soon.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(late.getDelay(TimeUnit.MINUTES)).isBetween(58L, 60L);
        assertThat(late.isDone()).isFalse();
    }

    @Test
    void whatIsCancelledDoesNotRun() throws Exception {
        CountDownLatch open = occupy();
        ScheduledFuture<?> cancelled = loop.schedule(() -> done.add(1), 0, TimeUnit.SECONDS);
        assertThat(cancelled.cancel(true)).isTrue();
        assertThat(cancelled.cancel(true)).isFalse();
        open.countDown();
        ScheduledFuture<?> onLoop = onLoop(() -> {
            ScheduledFuture<?> timer = loop.schedule(() -> done.add(2), 0, TimeUnit.SECONDS);
            assertThat(timer.cancel(false)).isTrue();
            return timer;
        });
        ScheduledFuture<?> later = loop.schedule(() -> done.add(3), 0, TimeUnit.SECONDS);
        later.get(10, TimeUnit.SECONDS);
        assertThat(done).containsExactly(3);
        assertThat(onLoop.isCancelled()).isTrue();
    }

    /** Keeps the loop busy until what is returned is counted down. */
    private CountDownLatch occupy() throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        loop.execute(() -> {
            occupied.countDown();
            try {
                open.await();
            } catch (InterruptedException stop) {
                throw new AssertionError(stop);
            }
        });
        occupied.await();
        return open;
    }

    @Test
    void aPeriodRunsUntilItIsCancelledOrFails() throws Exception {
        CountDownLatch five = new CountDownLatch(5);
        ScheduledFuture<?> pulse = loop.scheduleAtFixedRate(five::countDown, 1, 1, TimeUnit.MILLISECONDS);
        assertThat(five.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(pulse.cancel(false)).isTrue();
        AtomicInteger tries = new AtomicInteger();
        ScheduledFuture<?> failing = loop.scheduleAtFixedRate(
                () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("a fault that the test wants");
                },
                1,
                1,
                TimeUnit.MILLISECONDS);
        assertThatThrownBy(failing::get).hasRootCauseMessage("a fault that the test wants");
        assertThat(onLoop(() -> 7)).as("the loop goes on").isEqualTo(7);
        assertThat(tries).hasValue(1);
    }

    @Test
    void aTaskThatFailsEndsNothing() throws Exception {
        loop.execute(() -> {
            throw new AssertionError("a fault that the test wants");
        });
        assertThat(onLoop(() -> 1)).isEqualTo(1);
    }

    @Test
    void whatWasGivenBeforeTheEndIsDoneAndNothingAfterIt() throws Exception {
        CountDownLatch open = occupy();
        loop.execute(() -> done.add(1));
        ScheduledFuture<?> timer = loop.schedule(() -> done.add(2), 0, TimeUnit.SECONDS);
        loop.shutdown();
        assertThatThrownBy(() -> loop.execute(() -> done.add(3))).isInstanceOf(RejectedExecutionException.class);
        assertThat(timer.cancel(false)).isTrue();
        open.countDown();
        assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).containsExactly(1);
    }

    @Test
    void aLoopThatWasNeverAskedForAnythingHasNoThread() throws Exception {
        loop.shutdown();
        assertThat(loop.thread().getState()).isEqualTo(Thread.State.NEW);
        assertThat(loop.isTerminated()).isTrue();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }
}
