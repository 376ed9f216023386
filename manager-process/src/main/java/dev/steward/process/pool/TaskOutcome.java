package dev.steward.process.pool;

import dev.steward.face.failure.RemoteFailures;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended. What came from another process is opened by whoever asks first, for that may run users' code, which the
 * loop must not. Safe for use by any number of threads, which all get the same object.
 */
public final class TaskOutcome {

    /** Opens what came. */
    @FunctionalInterface
    interface Source {
        @Nullable
        Object open() throws Throwable;
    }

    private record Opened(@Nullable Object value, @Nullable Throwable failure) {

        /** One that cannot say what it is would break what wraps it, and no callback would be called. */
        static Opened failed(Throwable failure) {
            return new Opened(null, RemoteFailures.speaking(failure));
        }
    }

    private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();
    private final @Nullable Source source;
    private final boolean failed;

    private TaskOutcome(@Nullable Source source, boolean failed, @Nullable Opened known) {
        this.source = source;
        this.failed = failed;
        opened.set(known);
    }

    /** A value that is here. */
    static TaskOutcome of(@Nullable Object value) {
        return new TaskOutcome(null, false, new Opened(value, null));
    }

    /** A failure. */
    static TaskOutcome failed(Throwable failure) {
        return new TaskOutcome(null, true, Opened.failed(failure));
    }

    /** A value that has to be opened first; if the source throws, that is a failure after all. */
    static TaskOutcome from(Source source) {
        return new TaskOutcome(source, false, null);
    }

    /** A failure that has to be opened first: the source throws it. */
    static TaskOutcome failedFrom(Source source) {
        return new TaskOutcome(source, true, null);
    }

    /** Returns whether it failed, as far as that can be told without opening it. */
    boolean isKnownFailure() {
        Opened known = opened.get();
        return failed || (known != null && known.failure() != null);
    }

    private Opened open() {
        Opened known = opened.get();
        if (known == null && source != null) {
            Opened result;
            try {
                result = new Opened(source.open(), null);
            } catch (Throwable failure) {
                // Errors too: this one may be the worker's.
                result = Opened.failed(failure);
            }
            opened.compareAndSet(null, result);
            known = opened.get();
        }
        return known == null ? new Opened(null, null) : known;
    }

    /** Returns what went wrong, or null. */
    @Nullable
    Throwable failure() {
        return open().failure();
    }

    /** Returns the value, or throws what a future throws. */
    @Nullable
    Object get() throws ExecutionException {
        Opened known = open();
        Throwable failure = known.failure();
        if (failure instanceof CancellationException cancelled) {
            throw cancelled;
        }
        if (failure != null) {
            throw new ExecutionException(failure);
        }
        return known.value();
    }
}
