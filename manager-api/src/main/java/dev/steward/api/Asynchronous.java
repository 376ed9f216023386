package dev.steward.api;

/**
 * A shared object whose methods can also be called without waiting for their answers. Each asynchronous method is the
 * method of the same name and parameters, with a {@link java.util.concurrent.CompletableFuture} of what that returns.
 *
 * <p><b>Order.</b> The calls of one thread take effect in the order in which it makes them, asynchronous or not, also when
 * the connection breaks in between. Calls that callbacks make are calls of the callback thread.
 *
 * <p><b>Failures.</b> An asynchronous method never throws: whatever the other one throws, wrong arguments included, fails
 * the future, so that {@code get} and {@code join} throw it as the cause. It is never an {@link InterruptedException}.
 *
 * <p><b>Cancelling.</b> {@code cancel} reaches the server: a call that waits there ends, as an interrupted one does. If the
 * answer was faster and the future is not completed yet, what the call has taken is given back: an element to its old
 * place, a lock or a permit to the next who waits. What the call has changed otherwise stays. The same holds if the future
 * is completed in another way, such as by {@code orTimeout}. Futures that are made of this one ({@code thenApply}) do not
 * pass a cancellation on, as with any {@code CompletableFuture}.
 *
 * <p><b>Callbacks</b> run on a thread of the client that is there for them, one after the other. They may block and call
 * the manager: when one takes long, another thread goes on with those behind it. What is attached to a future that is
 * completed already runs on the thread that attaches it, as with any {@code CompletableFuture}.
 *
 * <p><b>Too many calls.</b> A method waits before it sends while the server has granted no more calls (1,024 unanswered
 * ones, 20,000 of those that wait for other clients), or 10,000 completed futures wait for their callbacks; a callback
 * waits for the former only. An interrupt ends that wait with a {@link CallInterruptedException} in the future.
 *
 * <p>Methods whose result is a live view or a stream have no asynchronous twin: read {@code snapshot()}. Safe for use by
 * any number of threads. Python has no twin.
 *
 * @param <A> the asynchronous methods
 */
public interface Asynchronous<A> {

    /** Returns the asynchronous methods of this object. Does not call the server. */
    A async();
}
