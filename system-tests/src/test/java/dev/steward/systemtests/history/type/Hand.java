package dev.steward.systemtests.history.type;

import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a client plays with: its name, what it draws, and the notes of its calls. One thread.
 *
 * @param client the name of the client
 * @param random what it draws from
 * @param notes where its calls are noted
 */
record Hand(String client, Random random, Notes notes) {

    /** How long calls wait, in milliseconds. Who waits for nothing soon enough gives up. */
    private static final List<Long> WAITS = List.of(0L, 1L, 4L, 25L);

    /** Draws a number from 0 on. */
    long draw(int bound) {
        return random.nextInt(bound);
    }

    /** Draws how long to wait. */
    long drawWait() {
        return WAITS.get(random.nextInt(WAITS.size()));
    }

    /** Makes a call and notes it. */
    @Nullable
    Object call(String name, List<Long> arguments, Callable<? extends @Nullable Object> body)
            throws InterruptedException {
        return notes.noted(client, name, arguments, body);
    }
}
