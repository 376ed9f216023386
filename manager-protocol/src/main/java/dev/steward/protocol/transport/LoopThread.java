package dev.steward.protocol.transport;

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
        boolean interrupted = false;
        while (ending != null && ending.isAlive()) {
            try {
                ending.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
