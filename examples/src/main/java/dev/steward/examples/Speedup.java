package dev.steward.examples;

import java.time.Duration;
import java.util.Locale;

/** What several processes won over one, in words. Stateless. */
final class Speedup {

    private Speedup() {}

    /** Returns the time since then, as {@link System#nanoTime()} counts. */
    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Says how much faster or slower the others were than one process, and why. */
    static String of(String others, Duration theirs, Duration one) {
        double times = (double) one.toNanos() / Math.max(1, theirs.toNanos());
        int processors = Runtime.getRuntime().availableProcessors();
        String won = others + " were " + String.format(Locale.ROOT, "%.1f", times) + " times as fast as one process on "
                + processors + (processors == 1 ? " processor" : " processors");
        return times > 1 ? won : won + ": the work is too small for what it costs to spread it";
    }
}
