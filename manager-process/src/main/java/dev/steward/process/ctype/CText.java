package dev.steward.process.ctype;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Characters of C that hold a text in UTF-8, up to the first zero or the end.
 *
 * @param size how many bytes there are
 */
public record CText(int size) implements CType<String> {

    @Override
    public String name() {
        return "char[" + size + "]";
    }

    @Override
    public int alignment() {
        return 1;
    }

    @Override
    public Class<String> type() {
        return String.class;
    }

    @Override
    public String read(ByteBuffer memory, int at) {
        int length = 0;
        while (length < size && memory.get(at + length) != 0) {
            length++;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(memory.slice(at, length))
                    .toString();
        } catch (CharacterCodingException other) {
            throw new IllegalStateException(
                    "the " + length + " bytes of a " + name() + " are no text in UTF-8; have them as bytes", other);
        }
    }

    @Override
    public void write(ByteBuffer memory, int at, @Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException(
                    value == null
                            ? "a " + name() + " holds no null; give an empty text"
                            : "a " + name() + " holds a String, not a "
                                    + value.getClass().getSimpleName());
        }
        byte[] bytes = bytesOf(text);
        if (bytes.length > size) {
            throw new IllegalArgumentException("a text of " + bytes.length + " bytes in UTF-8 does not fit into the "
                    + size + " of a " + name() + "; cut it, or make more room");
        }
        memory.put(at, bytes);
    }

    /**
     * Returns the bytes of a text.
     *
     * @throws IllegalArgumentException if it could not be read again: it has a zero, or half a surrogate pair
     */
    public static byte[] bytesOf(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "a text of C ends at its first zero, and this one has one inside, at index " + text.indexOf('\0')
                            + "; give bytes instead");
        }
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException half) {
            throw new IllegalArgumentException(
                    "the text has half a surrogate pair, which UTF-8 cannot say; give bytes", half);
        }
    }
}
