package dev.steward.server.machine;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * About how many bytes of memory a server holds for its clients: what is stored in objects, kept for sessions, waits in
 * inboxes, or is on its way in. Counted when it is let in and when it goes, so that nobody has to wait for a collection to
 * know. Any thread; takes no lock.
 */
public final class MemoryAccount {

    private final LongAdder bytes = new LongAdder();

    private volatile LongPredicate room = more -> true;

    /** An account of nothing, with room for all. */
    public MemoryAccount() {}

    /** Sets what tells whether there is room for so many bytes more. Once, before the first is counted. */
    public void limit(LongPredicate hasRoom) {
        room = hasRoom;
    }

    /** Returns whether so many bytes more may be held. */
    public boolean hasRoomFor(long more) {
        return room.test(more);
    }

    /** Counts so many bytes more, or fewer if it is negative. */
    public void add(long more) {
        bytes.add(more);
    }

    /** Returns how many there are. What other threads add at this moment may be missing. */
    public long total() {
        return bytes.sum();
    }
}
