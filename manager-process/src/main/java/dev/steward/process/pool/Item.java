package dev.steward.process.pool;

import org.jspecify.annotations.Nullable;

/**
 * One argument of a job's function: one task.
 *
 * @param index which of the job's
 * @param argument the argument, where tasks run in threads or the argument must not be forgotten before it arrives
 * @param packet for a process, the body of the packet: index and argument
 * @param attempts how often a worker was lost with it
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Item(int index, @Nullable Object argument, byte[] packet, int attempts) {

    private static final byte[] NOTHING = new byte[0];

    /** So much an item costs beside its packet, in bytes. */
    private static final int OVERHEAD = 128;

    static Item here(int index, @Nullable Object argument) {
        return new Item(index, argument, NOTHING, 0);
    }

    Item again() {
        return new Item(index, argument, packet, attempts + 1);
    }

    long cost() {
        return (long) OVERHEAD + packet.length;
    }
}
