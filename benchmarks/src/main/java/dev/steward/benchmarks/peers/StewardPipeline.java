package dev.steward.benchmarks.peers;

import dev.steward.api.BaseManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Calls of a registered object whose methods return futures. */
final class StewardPipeline implements Pipeline {

    static final String TYPE_ID = "echo";

    /** The object as the server has it. */
    interface Echo {
        long echo(long number);
    }

    /** The same as a client calls it. */
    interface AsyncEcho {
        CompletableFuture<Long> echo(long number);
    }

    private final AsyncEcho echo;
    private final Semaphore room = new Semaphore(WINDOW);
    private final AtomicLong answered = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private long next;

    StewardPipeline(BaseManager manager) {
        echo = manager.get(TYPE_ID, AsyncEcho.class);
    }

    @Override
    public long run(long nanos) throws Exception {
        long before = answered.get();
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos && failure.get() == null) {
            room.acquire();
            long number = next;
            next++;
            CompletableFuture<?> ended =
                    echo.echo(number).whenComplete((answer, failed) -> answered(number, answer, failed));
            if (ended.isCompletedExceptionally()) {
                break;
            }
        }
        room.acquire(WINDOW);
        room.release(WINDOW);
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("an asynchronous call failed", failed);
        }
        return answered.get() - before;
    }

    private void answered(long number, @Nullable Long answer, @Nullable Throwable failed) {
        if (failed != null) {
            failure.compareAndSet(null, failed);
        } else if (answer == null || answer != number) {
            failure.compareAndSet(null, new WrongAnswerException("echo", number, String.valueOf(answer)));
        } else {
            answered.incrementAndGet();
        }
        room.release();
    }
}
