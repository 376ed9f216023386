package dev.steward.server.service;

import dev.steward.objects.SessionId;
import dev.steward.objects.SessionTurns;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The inspections that were asked for and have not begun: one is under way at a time, and sessions take turns, so that who
 * asks a thousand times at once waits for itself. Any thread; its monitor is held for a few instructions.
 */
final class InquiryLine {

    private final Executor workers;
    private final SessionTurns<Supplier<CompletableFuture<?>>> waiting = new SessionTurns<>();
    private boolean underWay;

    /** Nothing was asked yet; workers begin what is. */
    InquiryLine(Executor workers) {
        this.workers = workers;
    }

    /**
     * Has an inspection begun when it is its turn.
     *
     * @param inspection begins it, on a worker, and returns what is complete once it has ended; must not throw
     */
    void add(SessionId asker, Supplier<CompletableFuture<?>> inspection) {
        synchronized (this) {
            waiting.add(asker, inspection);
            if (underWay) {
                return;
            }
            underWay = true;
        }
        handOn();
    }

    private void handOn() {
        try {
            workers.execute(this::goOn);
        } catch (RejectedExecutionException serverHasEnded) {
            // Without workers each of them ends as soon as it begins.
            for (Supplier<CompletableFuture<?>> next = next(); next != null; next = next()) {
                CompletableFuture<?> ignored = next.get();
            }
        }
    }

    private void goOn() {
        Supplier<CompletableFuture<?>> next = next();
        if (next != null) {
            CompletableFuture<?> ignored = next.get().whenComplete((answer, refused) -> handOn());
        }
    }

    /** Removes and returns the first one of the session whose turn it is; without one none is under way any more. */
    private synchronized @Nullable Supplier<CompletableFuture<?>> next() {
        Supplier<CompletableFuture<?>> next = waiting.next();
        underWay = next != null;
        return next;
    }
}
