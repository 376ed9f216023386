package dev.steward.python.pickle;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of a pickle as they are written. Grows as needed. */
final class PickleOutput {

    private static final int MOST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[128];
    private int size;

    private int reserve(int more) {
        if (more > bytes.length - size) {
            if (more > MOST - size) {
                throw new UnsupportedValueException(
                        "a pickle of more than 2 GiB; send it in parts", Outcome.NOT_EXECUTED);
            }
            long doubled = Math.min(MOST, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.max(size + more, (int) doubled));
        }
        int at = size;
        size += more;
        return at;
    }

    void writeByte(int value) {
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    /** Writes so many bytes of a number, the lowest first. */
    void writeLowestFirst(long value, int count) {
        int at = reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[at + i] = (byte) (value >>> (Byte.SIZE * i));
        }
    }

    void write(byte[] content) {
        int at = reserve(content.length);
        System.arraycopy(content, 0, bytes, at, content.length);
    }

    /** Writes a text of which each character is a byte, and ends the line. */
    void writeLine(String line) {
        write(line.getBytes(StandardCharsets.ISO_8859_1));
        writeByte('\n');
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
