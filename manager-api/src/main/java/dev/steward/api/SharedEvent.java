package dev.steward.api;

import java.time.Duration;

/**
 * A flag that lives on the server and that any number of threads of any processes wait for. What a waiting call is told is
 * fixed when the event is set: a {@link #clear()} right after it takes nothing back, also from processes that are not
 * connected at the time.
 *
 * <p>Equal only to a proxy of the same event. {@code wait()} and {@code notify()} are {@link Object}'s own and say nothing
 * to it: use {@link #await()} and {@link #set()}. Python twin: {@code EventProxy}.
 */
public interface SharedEvent extends RemoteProxy, Asynchronous<AsyncEvent> {

    /** Sets the event and wakes all that wait for it. Does nothing if it is set. */
    void set();

    /** Clears the event: who waits from now on waits for the next {@link #set()}. Does nothing if it is not set. */
    void clear();

    /** Returns whether it is set. Python twin: {@code is_set()}. */
    boolean isSet();

    /**
     * Waits until the event is set; returns at once if it is. Python twin: {@code wait()}.
     *
     * @throws InterruptedException if interrupted while waiting
     */
    void await() throws InterruptedException;

    /**
     * Waits until the event is set; returns at once if it is. Python twin: {@code wait(timeout)}.
     *
     * @param timeout how long to wait at most; zero or less does not wait
     * @return whether it was set in time
     * @throws InterruptedException if interrupted while waiting
     */
    boolean await(Duration timeout) throws InterruptedException;
}
