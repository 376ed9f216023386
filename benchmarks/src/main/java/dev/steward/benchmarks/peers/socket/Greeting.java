package dev.steward.benchmarks.peers.socket;

import java.io.IOException;
import java.util.Arrays;

/**
 * The first bytes on a connection to a socket reference: what the connection is for.
 *
 * @param purpose what the server does with what comes
 * @param queue which queue is meant, 0 or 1; 0 where there is none
 */
public record Greeting(Purpose purpose, int queue) {

    /** How many bytes it has. */
    public static final int BYTES = 2;

    /** What a connection is for. */
    public enum Purpose {
        /** Every record comes back. */
        ECHO('e'),
        /** Records go to the connection that takes from the queue; a byte comes back for each. */
        PUT('p'),
        /** Gets what is put into the queue. */
        TAKE('t'),
        /** A byte takes or releases the lock; a byte comes back when that is done. */
        LOCK('l'),
        /** Bytes are kept and given back. */
        STORE('s');

        private final char letter;

        Purpose(char letter) {
            this.letter = letter;
        }
    }

    /** Returns what is sent. */
    public byte[] toBytes() {
        return new byte[] {(byte) purpose.letter, (byte) queue};
    }

    /**
     * Reads a greeting.
     *
     * @throws IOException if the bytes are none, or too few
     */
    public static Greeting of(byte[] bytes) throws IOException {
        for (Purpose purpose : Purpose.values()) {
            if (bytes.length == BYTES && bytes[0] == purpose.letter) {
                return new Greeting(purpose, bytes[1]);
            }
        }
        throw new IOException("no greeting of a benchmark's client: " + Arrays.toString(bytes));
    }
}
