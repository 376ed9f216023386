package dev.steward.cli;

import org.jspecify.annotations.Nullable;

/**
 * What the doctor saw of one thing.
 *
 * @param state how it is
 * @param subject what was looked at, in a word or two
 * @param said what was seen
 * @param cure what to do; null where nothing is to be done
 */
record Finding(
        State state, String subject, String said, @Nullable String cure) {

    /** How something is. */
    enum State {
        /** As it should be. */
        OK,
        /** It works, and may not for long or not for all. */
        WARN,
        /** It will not work. */
        FAIL;

        String word() {
            return this == OK ? "ok  " : this == WARN ? "warn" : "FAIL";
        }
    }

    static Finding ok(String subject, String said) {
        return new Finding(State.OK, subject, said, null);
    }

    static Finding warn(String subject, String said, String cure) {
        return new Finding(State.WARN, subject, said, cure);
    }

    static Finding fail(String subject, String said, String cure) {
        return new Finding(State.FAIL, subject, said, cure);
    }
}
