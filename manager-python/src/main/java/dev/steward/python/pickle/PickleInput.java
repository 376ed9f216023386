package dev.steward.python.pickle;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a pickle from the first to the last: no length is believed before so much is seen to be there. */
final class PickleInput {

    private final byte[] bytes;
    private int position;

    PickleInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Returns what bytes are refused with that cannot be read. */
    static ProtocolException malformed(String what) {
        return new ProtocolException("these bytes are no pickle that can be read here: " + what, Outcome.NOT_EXECUTED);
    }

    /** Returns a refusal that says where. */
    static ProtocolException at(ProtocolException refused, int position) {
        return new ProtocolException(
                refused.getMessage() + " (before byte " + position + ")", Outcome.NOT_EXECUTED, refused);
    }

    int position() {
        return position;
    }

    boolean isAtEnd() {
        return position == bytes.length;
    }

    byte readByte() {
        return bytes[advance(1)];
    }

    int readUnsignedByte() {
        return readByte() & 0xFF;
    }

    int readUnsignedShort() {
        int at = advance(Short.BYTES);
        return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
    }

    /** Four bytes, the lowest first. */
    int readInt() {
        return (int) readLowestFirst(Integer.BYTES);
    }

    private long readLowestFirst(int size) {
        int at = advance(size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | (bytes[at + i] & 0xFF);
        }
        return value;
    }

    /** A float as every protocol but the first has it: the highest byte first. */
    double readDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(readLowestFirst(Long.BYTES)));
    }

    /** A length of 1, 4 or 8 bytes; returns where what is so long begins, and goes behind it. */
    int skipCounted(int sizeOfLength) {
        long length = readLowestFirst(sizeOfLength);
        if (length < 0 || length > bytes.length - position) {
            throw malformed("a length of " + Long.toUnsignedString(length) + " with " + (bytes.length - position)
                    + " bytes left");
        }
        return advance((int) length);
    }

    /** Checks that so many bytes as the length says are there. */
    void checkFrame() {
        int start = skipCounted(Long.BYTES);
        position = start;
    }

    byte[] readCounted(int sizeOfLength) {
        int start = skipCounted(sizeOfLength);
        return Arrays.copyOfRange(bytes, start, position);
    }

    PickleLeaf readText(int sizeOfLength) {
        int start = skipCounted(sizeOfLength);
        return PickleLeaf.text(bytes, start, position - start);
    }

    /** An int in two's complement, the lowest byte first. */
    PickleLeaf readInteger(int sizeOfLength) {
        byte[] amount = readCounted(sizeOfLength);
        if (amount.length == 0) {
            return PickleLeaf.of(0);
        }
        for (int i = 0, j = amount.length - 1; i < j; i++, j--) {
            byte low = amount[i];
            amount[i] = amount[j];
            amount[j] = low;
        }
        return PickleLeaf.of(new BigInteger(amount));
    }

    /** What comes before the next end of a line, one character for each byte; goes behind the end. */
    String readLine() {
        int start = position;
        while (readByte() != '\n') {
            // The end of all bytes ends it too, with a refusal.
        }
        return new String(bytes, start, position - 1 - start, StandardCharsets.ISO_8859_1);
    }

    private int advance(int length) {
        int start = position;
        if (length > bytes.length - start) {
            throw malformed("it ends early");
        }
        position = start + length;
        return start;
    }
}
