package dev.steward.client.proxy;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.client.session.ClientSession;
import dev.steward.client.session.PendingCall;
import dev.steward.client.session.Request;
import dev.steward.face.callback.Callbacks;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.protocol.message.Reply;
import dev.steward.vocabulary.Manner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The result of an asynchronous call. Completed on a callback thread of the client. Whoever completes it first decides:
 * if that is not the answer, the call is cancelled, and an answer that comes all the same is given back.
 *
 * @param <T> the type of the result
 */
final class RemoteFuture<T extends @Nullable Object> extends CompletableFuture<T>
        implements Consumer<PendingCall>, Runnable {

    /** Makes the result of an answer, on a callback thread. */
    @FunctionalInterface
    interface Reading<T extends @Nullable Object> {
        @Nullable
        T read(Reply reply) throws Throwable;
    }

    private final ClientSession session;
    private final Callbacks callbacks;
    private final Reading<T> reading;
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile @Nullable PendingCall call;

    private RemoteFuture(ClientSession session, Callbacks callbacks, Reading<T> reading) {
        this.session = session;
        this.callbacks = callbacks;
        this.reading = reading;
    }

    /** Calls without waiting for the answer. What goes wrong fails the future; only the right to call is waited for. */
    static <T extends @Nullable Object> CompletableFuture<T> submit(
            ClientSession session, Callbacks callbacks, Request request, Reading<T> reading) {
        RemoteFuture<T> future = new RemoteFuture<>(session, callbacks, reading);
        try {
            if (request.manner() != Manner.GIVES_BACK) {
                callbacks.awaitRoom();
            }
            future.call = session.submit(request, future);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            future.fail(new CallInterruptedException(
                    request.name().text() + " was interrupted before it was sent, while 10,000 results waited for"
                            + " their callbacks",
                    Outcome.NOT_EXECUTED,
                    interrupted));
        } catch (ManagerException refused) {
            future.fail(refused);
        }
        return future;
    }

    private void fail(Throwable why) {
        if (decided.compareAndSet(false, true)) {
            super.completeExceptionally(why);
        }
    }

    @Override
    public void accept(PendingCall ended) {
        call = ended;
        callbacks.execute(this);
    }

    /** Completes it with what the call has ended with. */
    // Whatever the other side threw, an Error too, belongs to whoever asks the future.
    @SuppressWarnings("CatchAndPrintStackTrace")
    @Override
    public void run() {
        PendingCall ended = call;
        if (ended == null) {
            throw new IllegalStateException("a call has ended that never began");
        }
        Reply reply;
        try {
            reply = ended.answer();
        } catch (ManagerException unanswered) {
            fail(unanswered);
            return;
        }
        if (!decided.compareAndSet(false, true)) {
            session.giveBack(ended);
            return;
        }
        @Nullable T result;
        try {
            result = reading.read(reply);
        } catch (Throwable thrown) {
            session.giveBack(ended, thrown);
            super.completeExceptionally(RemoteFailures.speaking(thrown));
            return;
        }
        session.received(ended);
        super.complete(result);
    }

    @Override
    public boolean complete(T value) {
        return decide() && super.complete(value);
    }

    @Override
    public boolean completeExceptionally(Throwable why) {
        return decide() && super.completeExceptionally(why);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return decide() ? super.cancel(mayInterruptIfRunning) : isCancelled();
    }

    /** Somebody else than the answer completes it: then the call is of no use any more. */
    private boolean decide() {
        boolean first = decided.compareAndSet(false, true);
        PendingCall useless = call;
        if (first && useless != null) {
            session.abandon(useless);
        }
        return first;
    }
}
