package dev.steward.systemtests.parity;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A call on a thread of its own, which a test can watch, interrupt and wait for. Closing it leaves no thread behind. */
final class Background<T extends @Nullable Object> implements AutoCloseable {

    private static final long LONGEST_SECONDS = 20;

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(Callable<T> call) {
        task = new FutureTask<>(call);
        thread = new Thread(task, "background");
    }

    static <T extends @Nullable Object> Background<T> run(Callable<T> call) {
        Background<T> background = new Background<>(call);
        background.thread.start();
        return background;
    }

    /** Returns when the thread waits for something. */
    void awaitWaiting() {
        Awaitility.await().atMost(LONGEST_SECONDS, TimeUnit.SECONDS).until(() -> {
            Thread.State state = thread.getState();
            return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING || isInSelector();
        });
    }

    /** A caller that keeps its connection waits in a selector, which the JVM calls runnable. */
    private boolean isInSelector() {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch.")
                        && frame.getMethodName().equals("lockAndDoSelect"));
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean isDone() {
        return task.isDone();
    }

    T result() throws ExecutionException, InterruptedException, TimeoutException {
        return task.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LONGEST_SECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while " + thread + " ended", interrupted);
        }
        if (thread.isAlive()) {
            throw new AssertionError("still running: " + thread);
        }
    }
}
