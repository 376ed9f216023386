package dev.steward.server.machine;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Who takes over where an event loop would linger: many inputs of a hot group, or an operation that walks over many
 * elements.
 *
 * @param onLoop tells whether the calling thread is an event loop
 * @param workers run what it hands over
 */
public record Relief(BooleanSupplier onLoop, Executor workers) {

    /** For where no event loop runs groups. */
    static final Relief NOT_NEEDED = new Relief(() -> false, Runnable::run);
}
