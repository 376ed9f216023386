package dev.steward.cli;

import java.util.regex.Pattern;

/** Words of a command line that is shown to be typed. */
final class ShellWord {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\[\\]-]+");

    private ShellWord() {}

    /** Returns the word as a shell takes it for one, in quotes where it has to be. */
    static String of(Object word) {
        String text = word.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
