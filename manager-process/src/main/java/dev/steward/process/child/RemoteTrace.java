package dev.steward.process.child;

import dev.steward.face.failure.RemoteThrowable;
import dev.steward.protocol.value.thrown.ThrowableState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;

/** The stack trace of what a child's work threw, without the frames by which the child came to run it. */
final class RemoteTrace {

    /** Causes may go round in a circle. */
    private static final int MOST_CAUSES = 100;

    private RemoteTrace() {}

    static String of(String heading, Throwable failure, Class<?> work) {
        int left = MOST_CAUSES;
        for (Throwable each = failure; each != null && left > 0; each = ThrowableState.shownCause(each)) {
            cut(each, work);
            left--;
        }
        return heading + System.lineSeparator() + text(failure).stripTrailing();
    }

    private static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        try {
            failure.printStackTrace(new PrintWriter(text, true));
            return text.toString();
        } catch (RuntimeException | StackOverflowError cannotSay) {
            // It overrides what is asked for, and fails in it.
            return RemoteThrowable.of(failure).trace();
        }
    }

    private static void cut(Throwable failure, Class<?> work) {
        StackTraceElement[] frames = ThrowableState.frames(failure);
        int end = frames.length;
        while (end > 0 && isOurs(frames[end - 1], work)) {
            end--;
        }
        if (end > 0) {
            ThrowableState.setFrames(failure, Arrays.copyOf(frames, end));
        }
    }

    private static boolean isOurs(StackTraceElement frame, Class<?> work) {
        return frame.getClassName().equals(ChildMain.class.getName())
                || frame.getClassName().equals(work.getName());
    }
}
