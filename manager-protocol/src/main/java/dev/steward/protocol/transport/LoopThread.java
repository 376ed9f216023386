package dev.steward.protocol.transport;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The end of an event loop's thread. Any thread but that one. */
public final class LoopThread {

    private LoopThread() {}

    /**
     * Blocks until a thread is gone whose loop has been told to end. The future of a loop's end is not the last that its
     * thread does: who looks for threads then still finds it. An interrupt does not end this and stays.
     *
     * @param ending null if the loop never had a thread
     */
    public static void awaitGone(@Nullable Thread ending) {
        awaitGone(ending, Duration.ofNanos(Long.MAX_VALUE));
    }

    /** As {@link #awaitGone(Thread)}, for so long at most: a loop may be looking up the name of a host. */
    public static void awaitGone(@Nullable Thread ending, Duration longest) {
        long begun = System.nanoTime();
        boolean interrupted = false;
        while (ending != null && ending.isAlive()) {
            try {
                long left = longest.toNanos() - (System.nanoTime() - begun);
                if (left <= 0) {
                    break;
                }
                ending.join(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
