package dev.steward.benchmarks.peers.steward;

import dev.steward.api.AsyncValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.benchmarks.peers.Pipeline;
import dev.steward.benchmarks.peers.WrongAnswerException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asynchronous additions to a shared value: the callback of each makes the next one. A thread of the client makes them all,
 * and if it is late another one takes part, so the answers are checked as a whole: each number comes once.
 */
final class StewardPipeline implements Pipeline {

    private final AsyncValue<Long> counter;
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong sum = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean more;

    StewardPipeline(SyncManager manager) {
        counter = manager.value(TypeCode.LONG, 0L).async();
    }

    @Override
    public long run(long nanos) throws Exception {
        long before = answered.get();
        ended = new CountDownLatch(1);
        more = true;
        underWay.set(WINDOW);
        for (int call = 0; call < WINDOW; call++) {
            call();
        }
        if (!ended.await(nanos, TimeUnit.NANOSECONDS)) {
            more = false;
            ended.await();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an asynchronous call failed", failed);
        }
        long calls = made.get();
        WrongAnswerException.unlessEqual("the sum of all answers", calls * (calls - 1) / 2, sum.get());
        return answered.get() - before;
    }

    private void call() {
        made.getAndIncrement();
        CompletableFuture<?> unused = counter.getAndAdd(1L).whenComplete(this::answered);
    }

    private void answered(@Nullable Long answer, @Nullable Throwable failed) {
        if (answer == null || failed != null) {
            failure.compareAndSet(null, failed);
        } else {
            sum.addAndGet(answer);
            answered.getAndIncrement();
            if (more && failure.get() == null) {
                call();
                return;
            }
        }
        if (underWay.decrementAndGet() == 0) {
            ended.countDown();
        }
    }
}
