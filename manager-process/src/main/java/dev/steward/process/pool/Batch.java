package dev.steward.process.pool;

import java.util.List;

/**
 * Items of a job that go to one worker together.
 *
 * @param job whose
 * @param function for a process, the body of the packet with the function; one array for all batches of a job
 * @param items at least one, in order
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Batch(Job job, byte[] function, List<Item> items) {

    /** Copies the list. */
    Batch {
        items = List.copyOf(items);
    }

    /** Returns what it takes while it waits, in bytes. */
    long cost() {
        long cost = 0;
        for (Item item : items) {
            cost += item.cost();
        }
        return cost;
    }
}
