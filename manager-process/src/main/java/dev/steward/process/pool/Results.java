package dev.steward.process.pool;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.Outcome;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The results of an imap, one after the other. Takes from the source only what is needed to keep the workers busy, on the
 * thread that takes results; used by one thread at a time.
 */
public final class Results {

    private static final long FOREVER = Long.MAX_VALUE;

    private final ResultsJob job;
    private final Feeder feeder;
    private final long window;
    private final Runnable onClose;
    private boolean exhausted;
    private boolean closed;

    /**
     * @param window how many may be on their way
     */
    Results(ResultsJob job, Feeder feeder, long window, Runnable onClose) {
        this.job = job;
        this.feeder = feeder;
        this.window = window;
        this.onClose = onClose;
    }

    private void feed() {
        while (!closed && !exhausted && feeder.fed() - job.taken() < window) {
            exhausted = !feeder.feed();
        }
    }

    /** Returns whether another one comes, or a failure of the source. May wait for the source, and for room in the pool. */
    public boolean hasNext() {
        feed();
        return !closed && (isOnItsWay() || feeder.hasFailed());
    }

    private boolean isOnItsWay() {
        return feeder.fed() > job.taken();
    }

    /** Takes the next one; waits for it. */
    public @Nullable Object next() {
        try {
            return next(FOREVER);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(
                    "interrupted while waiting for a result of " + job.name(), Outcome.UNKNOWN, interrupted);
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Takes the next one; waits at most so long. */
    public @Nullable Object next(long nanos) throws InterruptedException, TimeoutException {
        if (!hasNext()) {
            throw new NoSuchElementException(job.name() + " has no more results");
        }
        if (!isOnItsWay()) {
            throw sourceFailure();
        }
        TaskOutcome outcome = job.take(nanos);
        if (outcome == null) {
            throw new TimeoutException(
                    "the next result of " + job.name() + " was not there in time; it may still come");
        }
        try {
            // Keeps the workers busy while this result is looked at.
            feed();
        } catch (CallInterruptedException interrupted) {
            // The flag is set, so that the next call hears of it; this one has its result.
        }
        try {
            return outcome.get();
        } catch (ExecutionException failed) {
            throw new CompletionException(failed.getCause());
        } catch (CancellationException cancelled) {
            close();
            throw cancelled;
        }
    }

    private RuntimeException sourceFailure() {
        Throwable failure = feeder.takeFailure();
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    }

    /** Takes no more from the source; what has not begun is not done. */
    public void close() {
        if (!closed) {
            closed = true;
            onClose.run();
        }
    }
}
