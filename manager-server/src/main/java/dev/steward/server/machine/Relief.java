package dev.steward.server.machine;

import java.util.function.BooleanSupplier;

/**
 * Who takes over where a thread would linger: many inputs of a hot group, or an operation that walks over many
 * elements.
 *
 * @param onLoop tells whether the calling thread is an event loop
 * @param othersWait tells whether what was handed over before waits for a worker
 * @param workers run what it hands over
 */
public record Relief(BooleanSupplier onLoop, BooleanSupplier othersWait, Workers workers) {

    /** For where no event loop runs groups. */
    public static final Relief NOT_NEEDED = new Relief(() -> false, () -> false, (session, task) -> task.run());

    /** Returns whether the calling thread has somebody waiting for it: an event loop always. */
    boolean isDue() {
        return onLoop.getAsBoolean() || othersWait.getAsBoolean();
    }
}
