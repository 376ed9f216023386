package dev.steward.process.child;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The start of a process that a signal of the terminal ended. ^C goes to all processes of a terminal's job, so also to the helper
 * by which the JDK starts others; this JVM has it too, and ends in a moment. Until then nothing is told: it would be told to
 * somebody who has just ended the program.
 */
final class SignalledStart {

    /** How long after such a signal this JVM has begun to end. */
    static final Duration MOMENT = Duration.ofSeconds(1);

    /** SIGINT and SIGTERM, as the JDK words how its helper ended. */
    private static final Pattern BY_TERMINAL =
            Pattern.compile("\\bspawn helper\\b.*\\bsignal: (2|15)\\b", Pattern.DOTALL);

    /** As a JVM words that it began to end before it was initialised: "Bad level: 2" and a trace, with the exit code 1. */
    private static final Pattern BY_JVM = Pattern.compile("\\bInternalError: Bad level: \\d");

    private SignalledStart() {}

    /** Returns whether a line is the one in which a child's JVM says that such a signal came while it was initialised. */
    static boolean isToldBy(String line) {
        return BY_JVM.matcher(line).find();
    }

    /** Returns whether a process was not started because such a signal came. */
    static boolean is(IOException failed) {
        String message = failed.getMessage();
        return message != null && BY_TERMINAL.matcher(message).find();
    }

    /** If it is one, waits for the end of this JVM; returns if that does not come. Ends early if interrupted. */
    static void awaitEnd(IOException failed) {
        if (is(failed)) {
            try {
                Thread.sleep(MOMENT.toMillis());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
