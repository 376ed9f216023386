package dev.steward.face.failure;

import dev.steward.protocol.value.thrown.ThrowableState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the server's stack frames below the caller's own, under a line that tells them apart. */
final class RemoteFrames {

    /** The line between the two: {@code at steward.server(frames on the server)}. */
    static final StackTraceElement MARKER = new StackTraceElement("steward", "server", "frames on the server", -1);

    // "\tat java.base/java.util.List.get(List.java:7)": what comes before the class is dropped.
    private static final Pattern FRAME = Pattern.compile("\\s*at (?:.*/)?([^/()]+)\\.([^./()]+)\\(([^()]*)\\)\\s*");
    private static final Pattern SOURCE = Pattern.compile("(.*):(\\d{1,9})");
    private static final Set<String> HERE = Set.of(RemoteFrames.class.getName(), RemoteFailures.class.getName());
    private static final int NATIVE = -2;
    private static final int UNKNOWN = -1;

    private RemoteFrames() {}

    /** Puts the frames of this thread, and the line between the two, above those that an exception came with. */
    static void putBelow(Throwable exception, StackTraceElement marker) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (!frames.isEmpty() || !HERE.contains(frame.getClassName())) {
                frames.add(frame);
            }
        }
        StackTraceElement[] remote = ThrowableState.frames(exception);
        if (remote.length > 0) {
            frames.add(marker);
            frames.addAll(Arrays.asList(remote));
        }
        ThrowableState.setFrames(exception, frames.toArray(StackTraceElement[]::new));
    }

    /** Gives an exception the frames of the server. */
    static void give(Throwable exception, RemoteThrowable thrown) {
        ThrowableState.setFrames(exception, parse(thrown.stack()).toArray(StackTraceElement[]::new));
    }

    private static List<StackTraceElement> parse(String stack) {
        List<StackTraceElement> frames = new ArrayList<>();
        for (String line : stack.split("\n", RemoteThrowable.MAX_FRAMES + 1)) {
            if (line.startsWith("Caused by:")) {
                break;
            }
            Matcher frame = FRAME.matcher(line);
            if (frame.matches() && frames.size() < RemoteThrowable.MAX_FRAMES) {
                frames.add(element(frame.group(1), frame.group(2), frame.group(3)));
            }
        }
        return frames;
    }

    private static StackTraceElement element(String className, String method, String source) {
        Matcher line = SOURCE.matcher(source);
        if (line.matches()) {
            return new StackTraceElement(className, method, line.group(1), Integer.parseInt(line.group(2)));
        }
        return switch (source) {
            case "Native Method" -> new StackTraceElement(className, method, null, NATIVE);
            case "Unknown Source", "" -> new StackTraceElement(className, method, null, UNKNOWN);
            default -> new StackTraceElement(className, method, source, UNKNOWN);
        };
    }
}
