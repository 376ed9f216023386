package dev.steward.process.memory;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Work on files that takes a moment and that an interrupt shall not end: channels close when their thread is interrupted. */
final class Uninterrupted {

    /** Such work, which may be done again from its beginning. */
    interface Work<T> {
        T run() throws IOException;
    }

    private Uninterrupted() {}

    /** Does it, and leaves the thread interrupted if it was or came to be. */
    static <T> T call(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException again) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
