package dev.steward.benchmarks.peers;

import java.nio.ByteBuffer;

/** The 64 bytes that socket references send: a number, then bytes that follow from it. */
final class Record64 {

    static final int BYTES = 64;

    private Record64() {}

    /** Fills a buffer of {@link #BYTES} and makes it ready to be written. */
    static void write(ByteBuffer buffer, long number) {
        buffer.clear();
        for (int at = 0; at < BYTES; at += Long.BYTES) {
            buffer.putLong(number + at);
        }
        buffer.flip();
    }

    /** Returns the number of a buffer that is filled from 0 to {@link #BYTES}, whose other bytes it checks. */
    static long read(ByteBuffer buffer) {
        long number = buffer.getLong(0);
        for (int at = Long.BYTES; at < BYTES; at += Long.BYTES) {
            WrongAnswerException.unlessEqual("byte " + at + " of a record", number + at, buffer.getLong(at));
        }
        return number;
    }
}
