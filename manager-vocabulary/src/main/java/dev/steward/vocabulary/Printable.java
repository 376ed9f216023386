package dev.steward.vocabulary;

import org.jspecify.annotations.Nullable;

/**
 * Text that somebody else wrote, as it may be printed. Characters that are not seen but do something, such as control
 * characters, line breaks and marks that turn the direction of the text, stand as the escapes that Java has for them.
 */
public final class Printable {

    private Printable() {}

    /** Returns the text of a value on one line; {@code null} for null. */
    public static String of(@Nullable Object value) {
        return escaped(String.valueOf(value), false);
    }

    /** Returns a text of several lines, each as it may be printed. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    /** Returns a word of ours or of users, such as a type id, behind its article: {@code an event}, {@code an rlock}. */
    public static String withArticle(String word) {
        boolean vowel = !word.isEmpty() && "aeioAEIO".indexOf(word.charAt(0)) >= 0;
        // The first letter of some is said by its name.
        boolean letter = word.equals(BuiltInType.RLOCK.typeId());
        return (vowel || letter ? "an " : "a ") + word;
    }

    private static String escaped(String text, boolean linesStay) {
        int first = 0;
        while (first < text.length() && isPlain(text.charAt(first))) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int at = first; at < text.length(); ) {
            int character = text.codePointAt(at);
            int length = Character.charCount(character);
            if (isSeen(character) || (linesStay && (character == '\n' || character == '\t'))) {
                printable.appendCodePoint(character);
            } else {
                for (int i = at; i < at + length; i++) {
                    printable.append(String.format("\\u%04X", (int) text.charAt(i)));
                }
            }
            at += length;
        }
        return printable.toString();
    }

    private static boolean isPlain(char character) {
        return character >= ' ' && character < 0x7F;
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
