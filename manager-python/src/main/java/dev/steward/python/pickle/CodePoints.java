package dev.steward.python.pickle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Python's texts as bytes: UTF-8 in which halves of surrogate pairs stand by themselves ("surrogatepass"). Java's texts can
 * say the same but for one thing: two halves next to each other are one character there. Stateless.
 */
final class CodePoints {

    /** The most bytes that one code point takes. */
    static final int MOST_BYTES = 4;

    private static final int MOST = 0x10FFFF;

    private CodePoints() {}

    /**
     * Returns a String, or the very bytes where no String can say what they do.
     *
     * @throws dev.steward.api.ProtocolException if they are no text
     */
    static Object decode(byte[] bytes, int start, int length) {
        int end = start + length;
        int plain = start;
        while (plain < end && bytes[plain] >= 0) {
            plain++;
        }
        if (plain == end) {
            return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(length);
        text.append(new String(bytes, start, plain - start, StandardCharsets.ISO_8859_1));
        boolean split = false;
        int before = 0;
        for (int at = plain; at < end; ) {
            int size = sizeOf(bytes[at]);
            if (size > end - at) {
                throw notUtf8();
            }
            int point = pointAt(bytes, at, size);
            split |= isHalf(before, Character.MIN_HIGH_SURROGATE) && isHalf(point, Character.MIN_LOW_SURROGATE);
            text.appendCodePoint(point);
            before = point;
            at += size;
        }
        return split ? Arrays.copyOfRange(bytes, start, end) : text.toString();
    }

    private static boolean isHalf(int point, int first) {
        return point >= first && point < first + 0x400;
    }

    private static RuntimeException notUtf8() {
        return PickleInput.malformed("a text that is not UTF-8");
    }

    /** Returns how many bytes a code point takes that begins with this one. */
    static int sizeOf(byte first) {
        if (first >= 0) {
            return 1;
        }
        int value = first & 0xFF;
        if (value >= 0xC2 && value < 0xE0) {
            return 2;
        }
        if (value >= 0xE0 && value < 0xF0) {
            return 3;
        }
        if (value >= 0xF0 && value < 0xF5) {
            return 4;
        }
        throw notUtf8();
    }

    private static int pointAt(byte[] bytes, int at, int size) {
        if (size == 1) {
            return bytes[at];
        }
        int point = bytes[at] & (0xFF >> (size + 1));
        for (int i = 1; i < size; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                throw notUtf8();
            }
            point = point << 6 | (bytes[at + i] & 0x3F);
        }
        boolean tooLong = (size == 3 && point < 0x800) || (size == 4 && point < Character.MIN_SUPPLEMENTARY_CODE_POINT);
        if (tooLong || point > MOST) {
            throw notUtf8();
        }
        return point;
    }

    /** Returns the bytes of a text. */
    static byte[] encode(String text) {
        byte[] usual = text.getBytes(StandardCharsets.UTF_8);
        // A question mark stands for what UTF-8 cannot say; where there is none, nothing was lost.
        if (indexOf(usual, (byte) '?') < 0) {
            return usual;
        }
        byte[] bytes = new byte[3 * text.length()];
        int size = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            size = write(bytes, size, point);
            i += Character.charCount(point);
        }
        return Arrays.copyOf(bytes, size);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Writes a code point into a place with room for it; returns where the next one goes. */
    static int write(byte[] bytes, int at, int point) {
        if (point < 0 || point > MOST) {
            throw PickleInput.malformed("a text with a character beyond all there are");
        }
        if (point < 0x80) {
            bytes[at] = (byte) point;
            return at + 1;
        }
        int size = point < 0x800 ? 2 : point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? 3 : 4;
        int rest = point;
        for (int i = size - 1; i > 0; i--) {
            bytes[at + i] = (byte) (0x80 | (rest & 0x3F));
            rest >>= 6;
        }
        bytes[at] = (byte) (0xF00 >> size | rest);
        return at + size;
    }

    /** Returns the code point that begins there in bytes that were decoded or encoded here. */
    static int at(byte[] bytes, int at) {
        return pointAt(bytes, at, sizeOf(bytes[at]));
    }
}
