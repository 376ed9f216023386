package dev.steward.server.transport;

import dev.steward.server.machine.HeapLayout;
import dev.steward.server.machine.MemoryAccount;
import java.util.function.LongPredicate;

/**
 * The memory that what comes on all connections of a server takes before it is let in. Any thread.
 *
 * @param frames what has begun and is not whole
 * @param room tells whether arguments that take so many bytes of memory may be made
 * @param account what the server holds
 */
public record IncomingMemory(BegunFrames frames, LongPredicate room, MemoryAccount account) {

    /** Returns whether so many bytes may be read. */
    boolean mayRead(long bytes) {
        return room.test(HeapLayout.ofBytes(bytes));
    }

    /** An array of so many bytes is held that nothing else counts. */
    void hold(long bytes) {
        account.add(HeapLayout.ofBytes(bytes));
    }

    /** It is not any more. */
    void letGo(long bytes) {
        account.add(-HeapLayout.ofBytes(bytes));
    }
}
