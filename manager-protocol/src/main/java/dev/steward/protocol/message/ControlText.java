package dev.steward.protocol.message;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The short texts in control messages: names and reasons. Bounded so that each fits a frame before authentication, and
 * without control characters, because they end up in logs and terminals of the side that trusts the other least.
 */
public final class ControlText {

    /** The longest control text, in bytes of UTF-8. */
    public static final int MAX_BYTES = 400;

    private ControlText() {}

    /** Returns the text as a control message carries it: control characters become spaces, the end is cut off. */
    public static String of(String text) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), MAX_BYTES));
        int bytes = 0;
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            int shown = isPlain(point) ? point : ' ';
            bytes += shown < 0x80 ? 1 : shown < 0x800 ? 2 : shown < 0x10000 ? 3 : 4;
            if (bytes > MAX_BYTES) {
                break;
            }
            kept.appendCodePoint(shown);
        }
        return kept.toString();
    }

    /**
     * Returns the same text.
     *
     * @throws IllegalArgumentException if it is longer than {@value #MAX_BYTES} bytes or has control characters
     */
    static String require(String what, String text) {
        if (text.length() > MAX_BYTES || text.getBytes(UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException(what + " is longer than " + MAX_BYTES + " bytes");
        }
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (!isPlain(text.codePointAt(at))) {
                throw new IllegalArgumentException(what + " has control characters: \"" + of(text) + "\"");
            }
        }
        return text;
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
