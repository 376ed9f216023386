package dev.steward.process.child;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/**
 * How the notices of one child begin: with a word that is drawn for it and that only its runtime and its parent know. It
 * travels over the child's standard input, so what a child prints is text, whatever it looks like. Immutable.
 *
 * @param text what a line that is a notice begins with
 */
record NoticeMark(String text) {

    private static final String BEGIN = "\u0001\u0002steward ";
    private static final int BITS = 128;
    private static final int DIGITS = BITS / 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Draws a new one. */
    static NoticeMark random() {
        return new NoticeMark(BEGIN + String.format("%0" + DIGITS + "x", new BigInteger(BITS, RANDOM)) + " ");
    }

    /** Returns the line that tells something. */
    String line(Notice notice) {
        return text + notice.name();
    }

    /** Returns what a line tells; empty if it is text. */
    Optional<Notice> noticeIn(String line) {
        if (!line.startsWith(text)) {
            return Optional.empty();
        }
        String name = line.substring(text.length());
        return Arrays.stream(Notice.values())
                .filter(notice -> notice.name().equals(name))
                .findAny();
    }

    /** Returns where in a line the mark begins, or the first part of it at the end of what there is; else a negative number. */
    int beginIn(StringBuilder line) {
        int whole = line.indexOf(text);
        if (whole >= 0) {
            return whole;
        }
        for (int at = Math.max(0, line.length() - text.length() + 1); at < line.length(); at++) {
            if (text.startsWith(line.substring(at))) {
                return at;
            }
        }
        return -1;
    }
}
