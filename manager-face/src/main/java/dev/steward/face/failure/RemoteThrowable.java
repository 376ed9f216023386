package dev.steward.face.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a user's code threw on the server, as text: it travels without its class. Immutable.
 *
 * @param className the binary name of its class
 * @param message its message, or null if it had none
 * @param stack its stack frames, one per line as a stack trace prints them, without causes
 * @param superclasses the binary names of its superclasses, nearest first, up to {@link Throwable}
 * @param cause what caused it, or null
 */
public record RemoteThrowable(
        String className,
        @Nullable String message,
        String stack,
        List<String> superclasses,
        @Nullable RemoteThrowable cause) {

    /** More causes than this are cut off: a chain may be long, or come from a hostile peer. */
    static final int MAX_CAUSES = 16;

    /** More frames than this are cut off. */
    static final int MAX_FRAMES = 200;

    /** Copies the list. */
    public RemoteThrowable {
        superclasses = List.copyOf(superclasses);
    }

    /** Describes a throwable for its way to the caller. */
    public static RemoteThrowable of(Throwable thrown) {
        List<Throwable> chain = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable next = thrown; next != null && seen.add(next) && chain.size() < MAX_CAUSES; ) {
            chain.add(next);
            next = next.getCause();
        }
        RemoteThrowable described = null;
        for (int i = chain.size() - 1; i >= 0; i--) {
            described = describe(chain.get(i), described);
        }
        return described == null ? describe(thrown, null) : described;
    }

    private static RemoteThrowable describe(Throwable thrown, @Nullable RemoteThrowable cause) {
        StringBuilder stack = new StringBuilder();
        StackTraceElement[] frames = thrown.getStackTrace();
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
                thrown.getClass().getName(), messageOf(thrown), stack.toString(), superclasses, cause);
    }

    // A user's exception may override getMessage() and fail in it; its class and stack still tell most.
    private static @Nullable String messageOf(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (RuntimeException broken) {
            return "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
    }

    /**
     * Reads the value of a reply. Never throws: what does not have the right form is described as far as it goes.
     *
     * @param value {@code [class name, message or null, stack text, [names of superclasses], cause or null]}
     */
    public static RemoteThrowable of(@Nullable Object value) {
        return read(value, MAX_CAUSES);
    }

    private static RemoteThrowable read(@Nullable Object value, int deepest) {
        if (!(value instanceof List<?> parts)) {
            String message = value instanceof String text ? text : null;
            return new RemoteThrowable("java.lang.Throwable", message, "", List.of(), null);
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
                cause == null || deepest == 0 ? null : read(cause, deepest - 1));
    }

    private static @Nullable Object part(List<?> parts, int index) {
        return index < parts.size() ? parts.get(index) : null;
    }

    /** Returns the value that {@link #of(Object)} reads, made of texts and lists only. */
    public List<@Nullable Object> toValue() {
        List<@Nullable Object> value = new ArrayList<>();
        value.add(className);
        value.add(message);
        value.add(stack);
        value.add(superclasses);
        value.add(cause == null ? null : cause.toValue());
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
