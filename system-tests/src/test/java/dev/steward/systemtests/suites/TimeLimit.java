package dev.steward.systemtests.suites;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import junit.framework.AssertionFailedError;
import junit.framework.Test;
import junit.framework.TestListener;
import junit.framework.TestResult;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts a test that takes too long and fails it: Guava's are older than JUnit's own limit. Used by the thread of the tests.
 */
final class TimeLimit implements TestListener {

    private final Duration limit;
    private final TestResult result;
    private final Thread tests = Thread.currentThread();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "time-limit"));
    private @Nullable Watched watched;

    private TimeLimit(Duration limit, TestResult result) {
        this.limit = limit;
        this.result = result;
    }

    /** Runs tests that have that result, each for so long at most. */
    static void around(Duration limit, TestResult result, Runnable tests) {
        TimeLimit each = new TimeLimit(limit, result);
        result.addListener(each);
        try {
            tests.run();
        } finally {
            result.removeListener(each);
            each.watch.shutdownNow();
        }
    }

    @Override
    public void startTest(Test test) {
        watched = new Watched();
        ScheduledFuture<?> unused = watch.schedule(watched, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void endTest(Test test) {
        if (watched != null && watched.end()) {
            // What the test made of its interrupt must not reach the next one.
            Thread.interrupted();
            result.addFailure(test, new AssertionFailedError(test + " took longer than " + limit.toMillis() + " ms"));
        }
    }

    @Override
    public void addError(Test test, Throwable error) {}

    @Override
    public void addFailure(Test test, AssertionFailedError failure) {}

    /** One test. Its end and its interrupt exclude each other, so that a test that was interrupted is known to be over, and no other is. */
    private final class Watched implements Runnable {
        private boolean ended;
        private boolean interrupted;

        @Override
        public synchronized void run() {
            if (!ended) {
                interrupted = true;
                tests.interrupt();
            }
        }

        /** Returns whether it was interrupted; it is not from now on. */
        synchronized boolean end() {
            ended = true;
            return interrupted;
        }
    }
}
