package dev.steward.api;

/**
 * A lock, or permits of a semaphore, while they are held. Closing it releases them; it may be closed by any thread of the
 * process, and closing it again does nothing.
 */
public interface Hold extends AutoCloseable {

    /**
     * Returns a number that grows strictly with every time the lock changes hands, across restarts of the server too.
     * Hand it to whatever the lock protects outside the manager, which refuses a smaller one than it has seen: only that
     * stops a process that was paused for longer than its lease. With {@code --state-dir} the promise holds across any
     * restart; without it, as long as the clock of the server's machine does not go back over a restart.
     *
     * @throws UnsupportedOperationException if it is of a semaphore: others hold permits at the same time
     */
    long fencingToken();

    /** Returns whether the last holder died with the lock held, so that what it protects may be half done; false of permits. */
    boolean abandoned();

    /** Returns whether it is still held under this hold, as far as this process knows. Does not call the server. */
    boolean valid();

    /** Releases what is held. */
    @Override
    void close();
}
