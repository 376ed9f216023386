package dev.steward.systemtests.pool;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedPool;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.pool.PoolSeat;
import dev.steward.face.pool.RunningTask;
import dev.steward.face.pool.TaskCall;
import dev.steward.vocabulary.TaskEnd;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A worker of a shared pool that is a thread of the test, and runs each lot on another one. */
final class TestWorker implements AutoCloseable {

    private final SharedPool pool;
    private final PoolSeat seat;
    private final ExecutorService running = Executors.newCachedThreadPool();
    private final Thread taking = new Thread(this::take, "test-worker");

    TestWorker(SharedPool pool, int slots) {
        this.pool = pool;
        this.seat = PoolSeat.join(pool, "a thread of the test", slots, List.of());
        taking.start();
    }

    private void take() {
        try {
            while (true) {
                PoolSeat.Given given = seat.take(Duration.ofSeconds(30));
                if (given != null && !given.isEnd()) {
                    running.execute(() -> run(given));
                }
            }
        } catch (InterruptedException | ManagerException | IllegalMonitorStateException end) {
            // The pool or the test is over, or it has left.
        }
    }

    private void run(PoolSeat.Given given) {
        for (PoolSeat.Task task : given.tasks()) {
            try {
                tell(given, task);
            } catch (IllegalStateException | ManagerException notWanted) {
                return;
            }
        }
    }

    private void tell(PoolSeat.Given given, PoolSeat.Task task) {
        String function = PoolSeat.whyUnopened(given.function(), given.name());
        String argument = PoolSeat.whyUnopened(task.argument(), given.name());
        if (function != null || argument != null) {
            seat.ended(task.run(), TaskEnd.REFUSED, function != null ? function : Objects.requireNonNull(argument));
            return;
        }
        Object result;
        try {
            result = RunningTask.call(
                    pool.objectToken(),
                    task.run(),
                    () -> TaskCall.of(Objects.requireNonNull(given.function()), task.argument()));
        } catch (Throwable thrown) {
            if (!(thrown instanceof CallInterruptedException)) {
                seat.threw(task.run(), thrown);
            }
            return;
        }
        try {
            seat.returned(task.run(), result);
        } catch (UnsupportedValueException cannotTravel) {
            seat.ended(task.run(), TaskEnd.NO_RESULT, String.valueOf(cannotTravel.getMessage()));
        }
    }

    /** Leaves without telling what it runs. */
    void leave() {
        seat.leave();
    }

    @Override
    public void close() {
        taking.interrupt();
        running.shutdownNow();
        try {
            taking.join();
            if (!running.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("a task does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
