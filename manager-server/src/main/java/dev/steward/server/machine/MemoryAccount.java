package dev.steward.server.machine;

import dev.steward.objects.Input;
import dev.steward.objects.Invoke;
import dev.steward.objects.SessionInput;
import dev.steward.objects.Value;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;

/**
 * About how many bytes of memory a server holds for its clients: what is stored in objects, kept for sessions, waits in
 * inboxes, or is on its way in. Counted when it is let in and when it goes, so that nobody has to wait for a collection to
 * know. Any thread; takes no lock.
 */
public final class MemoryAccount {

    /** Arguments of fewer bytes than this wait too shortly to be counted meanwhile. */
    private static final long WORTH_COUNTING = 4 << 10;

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

    /** Returns how many bytes the arguments of a call take while it waits to be applied; 0 if they are few. */
    public static long ofArguments(Input input) {
        List<Value> arguments = input instanceof Invoke invoke
                ? invoke.arguments()
                : input instanceof SessionInput.Request request ? request.arguments() : List.of();
        long bytes = 0;
        for (Value argument : arguments) {
            bytes += argument.footprint();
        }
        return bytes < WORTH_COUNTING ? 0 : bytes;
    }
}
