package dev.steward.benchmarks.peers.socket;

import dev.steward.benchmarks.peers.WrongAnswerException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;

/** The 64 bytes that socket references send: a number, then bytes that follow from it. */
public final class Record64 {

    /** How many bytes it has. */
    public static final int BYTES = 64;

    /** The byte that comes back when a record has been put into a queue. */
    public static final byte PUT = 'p';

    private Record64() {}

    /** Fills a buffer of {@link #BYTES} and makes it ready to be written. */
    public static void write(ByteBuffer buffer, long number) {
        buffer.clear();
        for (int at = 0; at < BYTES; at += Long.BYTES) {
            buffer.putLong(number + at);
        }
        buffer.flip();
    }

    /** Returns the number of a buffer that is filled from 0 to {@link #BYTES}, whose other bytes it checks. */
    public static long read(ByteBuffer buffer) {
        long number = buffer.getLong(0);
        for (int at = Long.BYTES; at < BYTES; at += Long.BYTES) {
            WrongAnswerException.unlessEqual("a part of a record", number + at, buffer.getLong(at));
        }
        return number;
    }

    /** Appends a record to a buffer of Netty and returns the buffer. */
    public static ByteBuf write(ByteBuf buffer, long number) {
        for (int at = 0; at < BYTES; at += Long.BYTES) {
            buffer.writeLong(number + at);
        }
        return buffer;
    }

    /** Returns the number of a record that a buffer of Netty begins with, whose other bytes it checks. */
    public static long read(ByteBuf buffer) {
        long number = buffer.readLong();
        for (int at = Long.BYTES; at < BYTES; at += Long.BYTES) {
            WrongAnswerException.unlessEqual("a part of a record", number + at, buffer.readLong());
        }
        return number;
    }
}
