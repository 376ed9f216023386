package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Tells which replies have arrived when no {@link Call} of those threads goes out that could tell it.
 *
 * @param threads one entry for each thread; 1 to {@value #MAX_THREADS}
 */
public record Acknowledge(List<ThreadReceived> threads) implements Message {

    /** The most threads in one message; a client with more sends several. */
    public static final int MAX_THREADS = 1_024;

    /**
     * Which replies of one logical thread have arrived.
     *
     * @param thread the logical thread
     * @param received what has arrived
     */
    public record ThreadReceived(int thread, Received received) {
        /** Checks the thread. */
        public ThreadReceived {
            SessionTerms.requireNotNegative("thread", thread);
            requireNonNull(received, "received");
        }
    }

    /** Checks the number and copies the list. */
    public Acknowledge {
        threads = List.copyOf(threads);
        if (threads.isEmpty() || threads.size() > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "an acknowledgement is for 1 to " + MAX_THREADS + " threads, not " + threads.size());
        }
    }

    @Override
    public MessageType type() {
        return MessageType.ACKNOWLEDGE;
    }
}
