package dev.steward.vocabulary.lines;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How long something has been so, for people. Stateless. */
public final class Ages {

    private static final double MILLIS = 1e3;

    private Ages() {}

    /** Returns it in the two largest units that it fills; a dash for null. */
    public static String of(@Nullable Duration age) {
        if (age == null) {
            return "-";
        } else if (age.toMinutes() == 0) {
            return String.format(Locale.ROOT, "%.1f s", age.toMillis() / MILLIS);
        } else if (age.toHours() == 0) {
            return age.toMinutes() + " min " + age.toSecondsPart() + " s";
        }
        return age.toDays() == 0
                ? age.toHours() + " h " + age.toMinutesPart() + " min"
                : age.toDays() + " d " + age.toHoursPart() + " h";
    }
}
