package dev.steward.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The processor time of a process as Linux tells it, user and system together, in steps of 10 ms.
 *
 * @param own what it has used itself, all of its threads
 * @param ofEnded what its children had used that have ended and that it has waited for, and so on for theirs
 */
public record ProcessorTime(Duration own, Duration ofEnded) {

    /** In /proc/PID/stat, after the name in brackets: user and system time, own and of the children that ended. */
    private static final int FIRST = 11;

    private static final int FIRST_OF_ENDED = 13;
    private static final int END = 15;

    /** What the kernel counts in for those who read it, on all of its platforms. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** Returns that of a process; empty if it has ended, or where the system does not say. */
    public static Optional<ProcessorTime> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    /** Reads the line of a process. Its name may have anything in it, also brackets and blanks. */
    static ProcessorTime parse(String line) {
        String[] words = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessorTime(sum(words, FIRST, FIRST_OF_ENDED), sum(words, FIRST_OF_ENDED, END));
    }

    private static Duration sum(String[] words, int from, int to) {
        return TICK.multipliedBy(
                Arrays.stream(words, from, to).mapToLong(Long::parseLong).sum());
    }

    /** Returns all of it. */
    public Duration all() {
        return own.plus(ofEnded);
    }
}
