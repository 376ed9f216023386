package dev.steward.protocol.value.thrown;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Throwable} keeps of an exception, and what its class says of it. Nothing here throws, whatever the class
 * overrides: an exception that cannot say what it is has to arrive all the same. Stateless; any thread.
 */
public final class ThrowableState {

    private static final StackTraceElement[] NO_FRAMES = {};

    /** The methods as the JDK has them, past what a user's class overrides; null where they are not overridden by one. */
    private record Methods(
            @Nullable MethodHandle message,
            @Nullable MethodHandle cause,
            @Nullable MethodHandle frames,
            @Nullable MethodHandle setFrames,
            @Nullable MethodHandle initCause) {}

    private static final Methods OF_THE_JDK = new Methods(null, null, null, null, null);

    private static final ClassValue<Methods> METHODS = new ClassValue<>() {
        @Override
        protected Methods computeValue(Class<?> type) {
            return methodsOf(type);
        }
    };

    private ThrowableState() {}

    private static Methods methodsOf(Class<?> type) {
        Class<?> first = null;
        for (Class<?> up = type; up != null && !JdkThrowables.isOfTheJdk(up); up = up.getSuperclass()) {
            first = up;
        }
        if (first == null) {
            return OF_THE_JDK;
        }
        try {
            // Seen from the class below the JDK's, super means the JDK's own method.
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(first, MethodHandles.lookup());
            return new Methods(
                    find(inside, "getMessage", methodType(String.class)),
                    find(inside, "getCause", methodType(Throwable.class)),
                    find(inside, "getStackTrace", methodType(StackTraceElement[].class)),
                    find(inside, "setStackTrace", methodType(void.class, StackTraceElement[].class)),
                    find(inside, "initCause", methodType(Throwable.class, Throwable.class)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError closed) {
            // A module that does not open the package: what the class overrides is all that can be seen.
            return OF_THE_JDK;
        }
    }

    private static MethodHandle find(MethodHandles.Lookup inside, String name, MethodType type)
            throws ReflectiveOperationException {
        return inside.findSpecial(Throwable.class, name, type, inside.lookupClass())
                .asType(type.insertParameterTypes(0, Throwable.class));
    }

    /** Returns the message that it was made with, or null. */
    public static @Nullable String message(Throwable thrown) {
        MethodHandle own = METHODS.get(thrown.getClass()).message();
        try {
            return own == null ? thrown.getMessage() : (String) own.invokeExact(thrown);
        } catch (Throwable broken) {
            return null;
        }
    }

    /** Returns the message that its class gives it, or says why it has none. */
    public static @Nullable String shownMessage(Throwable thrown) {
        try {
            return thrown.getMessage();
        } catch (Throwable broken) {
            return "(its message cannot be read: " + broken.getClass().getName() + ")";
        }
    }

    /** Returns the cause that it was made with or given, or null. */
    public static @Nullable Throwable cause(Throwable thrown) {
        MethodHandle own = METHODS.get(thrown.getClass()).cause();
        try {
            return own == null ? thrown.getCause() : (Throwable) own.invokeExact(thrown);
        } catch (Throwable broken) {
            return null;
        }
    }

    /** Returns the cause that its class says it has; null if it says none, or fails to say. */
    public static @Nullable Throwable shownCause(Throwable thrown) {
        try {
            return thrown.getCause();
        } catch (Throwable broken) {
            return null;
        }
    }

    /** Returns where it was made. */
    public static StackTraceElement[] frames(Throwable thrown) {
        MethodHandle own = METHODS.get(thrown.getClass()).frames();
        try {
            StackTraceElement[] frames =
                    own == null ? thrown.getStackTrace() : (StackTraceElement[]) own.invokeExact(thrown);
            return frames == null ? NO_FRAMES : frames;
        } catch (Throwable broken) {
            return NO_FRAMES;
        }
    }

    /** Says where it was made; one that was made without a place for that is left as it is. */
    public static void setFrames(Throwable thrown, StackTraceElement[] frames) {
        MethodHandle own = METHODS.get(thrown.getClass()).setFrames();
        try {
            if (own == null) {
                thrown.setStackTrace(frames);
            } else {
                own.invokeExact(thrown, frames);
            }
        } catch (Throwable broken) {
            // It stays without; what it is counts for more.
        }
    }

    /** Gives it a cause, unless it has one or takes none. */
    public static void initCause(Throwable thrown, Throwable cause) {
        MethodHandle own = METHODS.get(thrown.getClass()).initCause();
        try {
            Throwable same = own == null ? thrown.initCause(cause) : (Throwable) own.invokeExact(thrown, cause);
            assert same == thrown;
        } catch (Throwable fixed) {
            // Its constructor has decided about it.
        }
    }

    /** Returns whether it can say what it is. One that cannot breaks whoever wraps it: a future calls no callback then. */
    public static boolean speaks(Throwable thrown) {
        try {
            return thrown.toString() != null;
        } catch (Throwable broken) {
            return false;
        }
    }
}
