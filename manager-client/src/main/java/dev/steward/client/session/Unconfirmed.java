package dev.steward.client.session;

import dev.steward.protocol.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Messages that must arrive although the server does not answer them: results given back, threads that ended. Each stays
 * here until a heartbeat that was sent after it is answered, for then it has arrived too; after a break all are sent
 * again. Doing them twice does no harm. On the loop only.
 */
final class Unconfirmed {

    private record Entry(Message message, long tick, Runnable whenConfirmed) {}

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * Keeps a message that is being sent.
     *
     * @param nextTick the tick of the next heartbeat
     */
    void add(Message message, long nextTick, Runnable whenConfirmed) {
        entries.add(new Entry(message, nextTick, whenConfirmed));
    }

    /** The heartbeat of that tick was answered. */
    void answered(long tick) {
        Entry entry = entries.peek();
        while (entry != null && entry.tick <= tick) {
            entries.remove();
            entry.whenConfirmed.run();
            entry = entries.peek();
        }
    }

    /** Returns all in order, to be sent again before the heartbeat of the next tick. */
    List<Message> again(long nextTick) {
        List<Entry> kept = new ArrayList<>(entries);
        entries.clear();
        List<Message> messages = new ArrayList<>();
        for (Entry entry : kept) {
            add(entry.message, nextTick, entry.whenConfirmed);
            messages.add(entry.message);
        }
        return messages;
    }
}
