package dev.steward.face.failure;

import dev.steward.protocol.value.thrown.ThrowableState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user's code threw on the server: as text, which always arrives, and as the exception itself, where that can
 * travel. Immutable.
 *
 * @param className the binary name of its class
 * @param message its message, or null if it had none
 * @param stack its stack frames, one per line as a stack trace prints them, without causes
 * @param superclasses the binary names of its superclasses, nearest first, up to {@link Throwable}
 * @param cause what caused it, or null
 * @param exception the exception: on the server the one that was thrown, on a client what it has become there; or null
 */
public record RemoteThrowable(
        String className,
        @Nullable String message,
        String stack,
        List<String> superclasses,
        @Nullable RemoteThrowable cause,
        @Nullable Throwable exception) {

    /** More causes than this are cut off: a chain may be long, or come from a hostile peer. */
    static final int MAX_CAUSES = 16;

    /** More frames than this are cut off. */
    static final int MAX_FRAMES = 200;

    /** A longer message is cut off in the text; the exception has all of it. */
    static final int MAX_MESSAGE = 100_000;

    /** Copies the list. */
    public RemoteThrowable {
        superclasses = List.copyOf(superclasses);
    }

    /** Describes a throwable for its way to the caller. Never throws, whatever its class overrides. */
    public static RemoteThrowable of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable next = thrown; next != null && seen.add(next) && chain.size() < MAX_CAUSES; ) {
            chain.add(next);
            next = ThrowableState.shownCause(next);
        }
        RemoteThrowable described = null;
        for (int i = chain.size() - 1; i > 0; i--) {
            described = describe(chain.get(i), described, null);
        }
        return describe(thrown, described, thrown);
    }

    private static RemoteThrowable describe(
            Throwable thrown, @Nullable RemoteThrowable cause, @Nullable Throwable exception) {
        StringBuilder stack = new StringBuilder();
        StackTraceElement[] frames = ThrowableState.frames(thrown);
        for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
            stack.append("\tat ").append(frames[i]).append('\n');
        }
        List<String> superclasses = new ArrayList<>();
        for (Class<?> up = thrown.getClass().getSuperclass();
                up != null && up != Object.class;
                up = up.getSuperclass()) {
            superclasses.add(up.getName());
        }
        return new RemoteThrowable(
                thrown.getClass().getName(),
                cut(ThrowableState.shownMessage(thrown)),
                stack.toString(),
                superclasses,
                cause,
                exception);
    }

    private static @Nullable String cut(@Nullable String message) {
        return message == null || message.length() <= MAX_MESSAGE
                ? message
                : message.substring(0, MAX_MESSAGE) + "... (" + message.length() + " characters)";
    }

    /** Returns the same as text alone. */
    RemoteThrowable asText() {
        return new RemoteThrowable(className, message, stack, superclasses, cause, null);
    }

    /**
     * Reads the value of a reply. Never throws: what does not have the right form is described as far as it goes.
     *
     * @param value {@code [class name, message or null, stack text, [names of superclasses], cause or null, exception]}
     */
    public static RemoteThrowable of(@Nullable Object value) {
        return read(value, MAX_CAUSES);
    }

    private static RemoteThrowable read(@Nullable Object value, int deepest) {
        if (!(value instanceof List<?> parts)) {
            String message = value instanceof String text ? text : null;
            return new RemoteThrowable("java.lang.Throwable", message, "", List.of(), null, null);
        }
        List<String> superclasses = new ArrayList<>();
        if (part(parts, 3) instanceof List<?> names) {
            for (Object name : names) {
                if (name instanceof String text) {
                    superclasses.add(text);
                }
            }
        }
        Object cause = part(parts, 4);
        return new RemoteThrowable(
                part(parts, 0) instanceof String name ? name : "java.lang.Throwable",
                part(parts, 1) instanceof String message ? message : null,
                part(parts, 2) instanceof String text ? text : "",
                superclasses,
                cause == null || deepest == 0 ? null : read(cause, deepest - 1),
                part(parts, 5) instanceof Throwable exception ? exception : null);
    }

    private static @Nullable Object part(List<?> parts, int index) {
        return index < parts.size() ? parts.get(index) : null;
    }

    /** Returns the value that {@link #of(Object)} reads: texts, lists, and behind them the exception if there is one. */
    public List<@Nullable Object> toValue() {
        List<@Nullable Object> value = new ArrayList<>();
        value.add(className);
        value.add(message);
        value.add(stack);
        value.add(superclasses);
        value.add(cause == null ? null : cause.toValue());
        if (exception != null) {
            value.add(exception);
        }
        return Collections.unmodifiableList(value);
    }

    /** Returns class and message in one line, as {@link Throwable#toString()} does. */
    public String describe() {
        return message == null ? className : className + ": " + message;
    }

    /** Returns the stack trace with causes, as {@link Throwable#printStackTrace()} prints it. */
    public String trace() {
        StringBuilder text = new StringBuilder();
        for (RemoteThrowable next = this; next != null; next = next.cause()) {
            text.append(text.isEmpty() ? "" : "Caused by: ")
                    .append(next.describe())
                    .append('\n');
            text.append(next.stack());
            if (!next.stack().isEmpty() && !next.stack().endsWith("\n")) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
