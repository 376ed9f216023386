package dev.steward.face.callback;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which thread runs a callback, and what a blocked one means for the others. */
@Timeout(20)
class CallbacksTest {

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(Callbacks.PATIENCE.toMillis(), TimeUnit.MILLISECONDS, Runnable::run);

    /** With it no other thread ever takes over. */
    private static final Executor NEVER = watch -> {};

    private final Callbacks callbacks = new Callbacks("callbacks-under-test", LATER, Duration.ZERO);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        callbacks.close();
    }

    private void block() {
        await(release);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Thread> thread() {
        return CompletableFuture.supplyAsync(Thread::currentThread, callbacks);
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    @Test
    void tasksRunOneAfterTheOtherInTheirOrder() throws Exception {
        // On a busy machine any task may take so long that another thread would go on.
        Callbacks alone = new Callbacks("alone", NEVER, Duration.ZERO);
        List<Integer> seen = new CopyOnWriteArrayList<>();
        IntStream.range(0, 1_000).forEach(number -> alone.execute(() -> seen.add(number)));
        Thread thread = get(CompletableFuture.supplyAsync(Thread::currentThread, alone));
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
        assertThat(get(CompletableFuture.supplyAsync(Thread::currentThread, alone)))
                .isSameAs(thread);
        assertThat(thread.getName()).isEqualTo("alone");
        assertThat(thread.isDaemon()).isTrue();
        alone.close();
    }

    @Test
    void aTaskThatBlocksKeepsNobodyBehindItWaiting() throws Exception {
        CompletableFuture<Thread> blocked = CompletableFuture.supplyAsync(
                () -> {
                    block();
                    return Thread.currentThread();
                },
                callbacks);
        Thread other = get(thread());
        // As many as there are: each time another thread goes on.
        for (int i = 0; i < 5; i++) {
            callbacks.execute(this::block);
            get(thread());
        }
        assertThat(blocked).isNotDone();
        release.countDown();
        assertThat(get(blocked)).isNotSameAs(other);
    }

    @Test
    void aThreadThatWasBlockedIsUsedAgain() throws Exception {
        Queue<Runnable> watches = new ConcurrentLinkedQueue<>();
        Callbacks watchedByHand = new Callbacks("watched-by-hand", watches::add, Duration.ZERO);
        CompletableFuture<Thread> first = blocked(watchedByHand, release);
        CompletableFuture<Thread> second = CompletableFuture.supplyAsync(Thread::currentThread, watchedByHand);
        watches.remove().run();
        assertThat(get(second)).isNotSameAs(get(first));
        release.countDown();
        awaitParked(get(first));
        awaitParked(get(second));
        // Nothing waits any more, so that nobody watches.
        watches.remove().run();
        assertThat(watches).isEmpty();
        CountDownLatch held = new CountDownLatch(1);
        assertThat(get(blocked(watchedByHand, held))).isSameAs(get(second));
        CompletableFuture<Thread> third = CompletableFuture.supplyAsync(Thread::currentThread, watchedByHand);
        watches.remove().run();
        assertThat(get(third)).isSameAs(get(first));
        held.countDown();
        watchedByHand.close();
    }

    /** Gives a task that waits, and returns its thread once it does. */
    private static CompletableFuture<Thread> blocked(Callbacks callbacks, CountDownLatch latch) throws Exception {
        CompletableFuture<Thread> entered = new CompletableFuture<>();
        callbacks.execute(() -> {
            entered.complete(Thread.currentThread());
            await(latch);
        });
        get(entered);
        return entered;
    }

    /** Waits until a thread stands by, or sleeps because there is nothing to do: not in a task. */
    private static void awaitParked(Thread thread) {
        while (!(LockSupport.getBlocker(thread) instanceof Runnable)) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aRunGoesOnWhileTasksFollowEachOtherAndNoneBlocks() throws Exception {
        assertThat(Callbacks.currentRun()).isNull();
        assertThat(get(CompletableFuture.supplyAsync(() -> Optional.ofNullable(Callbacks.currentRun()), callbacks)))
                .isEmpty();
        Callbacks alone = new Callbacks("alone", NEVER, Duration.ZERO);
        CountDownLatch begin = new CountDownLatch(1);
        alone.execute(() -> await(begin));
        CompletableFuture<CallbackRun> inside = new CompletableFuture<>();
        CompletableFuture<Boolean> goesOn = CompletableFuture.supplyAsync(
                () -> {
                    CallbackRun run = Callbacks.currentRun();
                    inside.complete(run);
                    return run.goesOn();
                },
                alone);
        alone.execute(this::block);
        CompletableFuture<Void> behind = CompletableFuture.runAsync(() -> {}, alone);
        begin.countDown();
        CallbackRun run = get(inside);
        assertThat(get(goesOn)).isTrue();
        while (run.goesOn()) {
            Thread.onSpinWait();
        }
        assertThat(behind).isNotDone();
        release.countDown();
        get(behind);
        while (run.goesOn()) {
            Thread.onSpinWait();
        }
        alone.close();
    }

    @Test
    void aTaskThatFailsStopsNothing() throws Exception {
        callbacks.execute(() -> {
            throw new IllegalStateException("a callback that fails on purpose");
        });
        assertThat(get(thread())).isNotNull();
    }

    @Test
    void anInterruptFlagThatATaskLeavesIsNotTheNextOnes() throws Exception {
        callbacks.execute(() -> Thread.currentThread().interrupt());
        assertThat(get(CompletableFuture.supplyAsync(
                        () -> Thread.currentThread().isInterrupted(), callbacks)))
                .isFalse();
    }

    @Test
    void closeEndsTheThreadWhenAllHasRun() throws Exception {
        Thread thread = get(thread());
        callbacks.execute(this::block);
        CompletableFuture<Thread> last = thread();
        callbacks.close();
        release.countDown();
        get(last);
        get(last).join(10_000);
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        // What comes after it runs all the same.
        assertThat(get(thread())).isNotNull();
    }

    @Test
    void anIdleThreadEndsIfItMay() throws Exception {
        Callbacks hasty = new Callbacks("hasty", LATER, Duration.ofMillis(1));
        Thread thread = get(CompletableFuture.supplyAsync(Thread::currentThread, hasty));
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(get(CompletableFuture.supplyAsync(Thread::currentThread, hasty)))
                .isNotSameAs(thread);
    }

    @Test
    void whoIsNoCallbackWaitsWhileTooManyWait() throws Exception {
        callbacks.execute(this::block);
        // All threads are blocked, so that nobody takes what follows.
        for (int i = 0; i < 10_100; i++) {
            callbacks.execute(this::block);
        }
        CompletableFuture<Boolean> room = new CompletableFuture<>();
        Thread waiting = new Thread(() -> {
            try {
                callbacks.awaitRoom();
                room.complete(true);
            } catch (InterruptedException interrupted) {
                room.complete(false);
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING && !room.isDone()) {
            Thread.onSpinWait();
        }
        assertThat(room).isNotDone();
        release.countDown();
        assertThat(get(room)).isTrue();
        waiting.join(10_000);
    }
}
