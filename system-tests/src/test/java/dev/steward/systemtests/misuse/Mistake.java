package dev.steward.systemtests.misuse;

import org.jspecify.annotations.Nullable;

/**
 * A mistake, at the command line or in a program.
 *
 * @param line what is typed behind the word steward, or null; words in braces are filled in
 * @param exitCode with what the line ends
 * @param code what is written, or null
 * @param error what it throws, or null
 * @param what a part of the message that says what was wrong
 * @param where a part that says where
 * @param cure a part that says what to do
 */
record Mistake(
        String name,
        @Nullable String line,
        int exitCode,
        @Nullable Code code,
        @Nullable Class<? extends Throwable> error,
        String what,
        String where,
        String cure) {

    /** Something that a beginner writes. */
    interface Code {
        void in(Beginner beginner) throws Exception;
    }

    static Mistake typed(String name, String line, int exitCode, String what, String where, String cure) {
        return new Mistake(name, line, exitCode, null, null, what, where, cure);
    }

    static Mistake written(
            String name, Class<? extends Throwable> error, Code code, String what, String where, String cure) {
        return new Mistake(name, null, 0, code, error, what, where, cure);
    }

    @Override
    public String toString() {
        return name;
    }
}
