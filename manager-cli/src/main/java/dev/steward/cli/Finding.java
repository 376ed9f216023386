package dev.steward.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    /** Returns it for programs, to be printed as JSON. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("state", state.name().toLowerCase(Locale.ROOT));
        json.put("subject", subject);
        json.put("said", said);
        json.put("cure", cure);
        return json;
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
