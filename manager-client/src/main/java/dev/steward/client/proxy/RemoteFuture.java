package dev.steward.client.proxy;

import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.Outcome;
import dev.steward.client.session.CallState;
import dev.steward.client.session.ClientSession;
import dev.steward.client.session.PendingCall;
import dev.steward.client.session.Request;
import dev.steward.protocol.message.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The result of an asynchronous call. Completed on the client's callback thread, whose callbacks should not block:
 * {@code thenApplyAsync} with an executor of one's own is for those. {@link #cancel} reaches the server, and a result that
 * comes all the same is given back.
 */
final class RemoteFuture extends CompletableFuture<@Nullable Object> {

    /** Makes the result of an answer, on the callback thread. */
    @FunctionalInterface
    interface Reading {
        @Nullable
        Object read(Reply reply) throws Throwable;
    }

    private final ClientSession session;
    private volatile @Nullable PendingCall call;

    RemoteFuture(ClientSession session) {
        this.session = session;
    }

    void submit(Request request, Executor callbacks, Reading reading) {
        call = session.submit(request, ended -> callbacks.execute(() -> finish(request, ended, reading)));
    }

    // Whatever a user's method threw goes to whoever asks the future.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void finish(Request request, PendingCall ended, Reading reading) {
        if (ended.state() == CallState.TIMED_OUT) {
            completeExceptionally(new ManagerTimeoutException(
                    request.name().text() + " was not answered within its deadline; it may or may not take effect",
                    Outcome.UNKNOWN));
            return;
        }
        try {
            complete(reading.read(ended.answer()));
        } catch (ManagerException failed) {
            completeExceptionally(failed);
        } catch (Throwable thrown) {
            completeExceptionally(thrown);
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        PendingCall pending = call;
        if (cancelled && pending != null) {
            session.abandon(pending);
        }
        return cancelled;
    }
}
