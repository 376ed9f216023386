package dev.steward.protocol.value;

/** UTF-8 straight into an array, without a copy in between, and without losing what it cannot say. */
final class Utf8 {
    private Utf8() {}

    /** Returns how many bytes a text takes, or -1 if it has half a surrogate pair, which UTF-8 cannot say. */
    static int length(String text) {
        int characters = text.length();
        long bytes = characters;
        for (int i = 0; i < characters; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c < 0x800) {
                    bytes++;
                } else if (!Character.isSurrogate(c)) {
                    bytes += 2;
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < characters
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    bytes += 2; // Four bytes for the two characters, of which two are counted already.
                    i++;
                } else {
                    return -1;
                }
            }
        }
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new Refusal("a text of " + bytes + " bytes", "send it in parts");
        }
        return (int) bytes;
    }

    /** Writes a text whose length is known to be so many bytes. */
    static void write(String text, int length, byte[] target, int start) {
        if (length == text.length()) {
            writeAscii(text, target, start);
            return;
        }
        int at = start;
        for (int i = 0; i < text.length(); i++) {
            int c = text.charAt(i);
            if (c < 0x80) {
                target[at++] = (byte) c;
                continue;
            }
            if (c < 0x800) {
                target[at++] = (byte) (0xC0 | (c >> 6));
            } else {
                if (Character.isSurrogate((char) c)) {
                    c = Character.toCodePoint((char) c, text.charAt(++i));
                    target[at++] = (byte) (0xF0 | (c >> 18));
                    target[at++] = (byte) (0x80 | ((c >> 12) & 0x3F));
                } else {
                    target[at++] = (byte) (0xE0 | (c >> 12));
                }
                target[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            }
            target[at++] = (byte) (0x80 | (c & 0x3F));
        }
    }

    /** The deprecated method drops the high bytes, which are all zero here, and is the only one without a copy. */
    @SuppressWarnings("deprecation")
    private static void writeAscii(String text, byte[] target, int start) {
        text.getBytes(0, text.length(), target, start);
    }
}
