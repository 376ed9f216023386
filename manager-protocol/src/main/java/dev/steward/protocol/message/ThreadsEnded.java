package dev.steward.protocol.message;

import java.util.List;

/**
 * Says that logical threads of a living client have died: what belongs to a thread, such as a re-entrant lock, is released.
 *
 * @param threads the threads; 1 to {@value #MAX_THREADS}, each at least 1, for the client itself (0) does not end so
 */
public record ThreadsEnded(List<Integer> threads) implements Message {

    /** The most threads in one message; a client with more sends several. */
    public static final int MAX_THREADS = 4_096;

    /** Checks the threads and copies the list. */
    public ThreadsEnded {
        threads = List.copyOf(threads);
        if (threads.isEmpty() || threads.size() > MAX_THREADS) {
            throw new IllegalArgumentException("1 to " + MAX_THREADS + " threads end at once, not " + threads.size());
        }
        for (int thread : threads) {
            if (thread < 1) {
                throw new IllegalArgumentException("a thread that ends is at least 1, not " + thread);
            }
        }
    }

    @Override
    public MessageType type() {
        return MessageType.THREADS_ENDED;
    }
}
