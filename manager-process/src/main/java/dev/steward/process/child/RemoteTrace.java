package dev.steward.process.child;

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
        for (Throwable each = failure; each != null && left > 0; each = each.getCause()) {
            cut(each, work);
            left--;
        }
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text, true));
        return heading + System.lineSeparator() + text.toString().stripTrailing();
    }

    private static void cut(Throwable failure, Class<?> work) {
        StackTraceElement[] frames = failure.getStackTrace();
        int end = frames.length;
        while (end > 0 && isOurs(frames[end - 1], work)) {
            end--;
        }
        if (end > 0) {
            failure.setStackTrace(Arrays.copyOf(frames, end));
        }
    }

    private static boolean isOurs(StackTraceElement frame, Class<?> work) {
        return frame.getClassName().equals(ChildMain.class.getName())
                || frame.getClassName().equals(work.getName());
    }
}
