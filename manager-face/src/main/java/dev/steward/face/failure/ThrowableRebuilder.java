package dev.steward.face.failure;

import dev.steward.api.RemoteObjectException;
import dev.steward.protocol.value.codec.AllowedClasses;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception again of its description. A class is only ever looked up by its name if it is allowed; the JDK's
 * common exceptions and those that a method declares are known beforehand. Used for one failure, by its caller's thread.
 */
final class ThrowableRebuilder {

    // No Error: a server that ran out of memory must not look as if this process had.
    private static final Map<String, Class<?>> JDK = Stream.<Class<?>>of(
                    RuntimeException.class,
                    ArithmeticException.class,
                    ArrayIndexOutOfBoundsException.class,
                    ArrayStoreException.class,
                    ClassCastException.class,
                    IllegalArgumentException.class,
                    IllegalMonitorStateException.class,
                    IllegalStateException.class,
                    IndexOutOfBoundsException.class,
                    NegativeArraySizeException.class,
                    NullPointerException.class,
                    NumberFormatException.class,
                    SecurityException.class,
                    StringIndexOutOfBoundsException.class,
                    UnsupportedOperationException.class,
                    java.io.EOFException.class,
                    java.io.FileNotFoundException.class,
                    java.io.IOException.class,
                    java.io.UncheckedIOException.class,
                    java.net.URISyntaxException.class,
                    java.nio.file.AccessDeniedException.class,
                    java.nio.file.FileAlreadyExistsException.class,
                    java.nio.file.FileSystemException.class,
                    java.nio.file.NoSuchFileException.class,
                    java.security.GeneralSecurityException.class,
                    java.text.ParseException.class,
                    java.time.DateTimeException.class,
                    java.time.format.DateTimeParseException.class,
                    java.util.ConcurrentModificationException.class,
                    java.util.EmptyStackException.class,
                    java.util.InputMismatchException.class,
                    java.util.MissingResourceException.class,
                    java.util.NoSuchElementException.class,
                    java.util.concurrent.BrokenBarrierException.class,
                    java.util.concurrent.CancellationException.class,
                    java.util.concurrent.CompletionException.class,
                    java.util.concurrent.ExecutionException.class,
                    java.util.concurrent.RejectedExecutionException.class,
                    java.util.concurrent.TimeoutException.class,
                    java.util.zip.DataFormatException.class,
                    Exception.class,
                    CloneNotSupportedException.class,
                    InterruptedException.class,
                    ReflectiveOperationException.class,
                    ClassNotFoundException.class,
                    NoSuchFieldException.class,
                    NoSuchMethodException.class)
            .collect(Collectors.toUnmodifiableMap(Class::getName, Function.identity()));

    private final List<Class<?>> declared;
    private final AllowedClasses allowed;

    ThrowableRebuilder(List<Class<?>> declared, AllowedClasses allowed) {
        this.declared = declared;
        this.allowed = allowed;
    }

    /** Returns the exception, or null if this side does not know its class or the method may not throw it. */
    @Nullable
    Throwable rebuild(RemoteThrowable thrown) {
        Class<? extends Throwable> type = classOf(thrown.className());
        if (type != null && mayThrow(type)) {
            Throwable same = make(type, thrown.message(), thrown);
            if (same != null) {
                return same;
            }
        }
        Class<? extends Throwable> nearest = nearestDeclared(thrown);
        // A subclass that only the server knows still reaches the catch clause that was written for it.
        return nearest == null ? null : make(nearest, thrown.describe(), thrown);
    }

    private @Nullable Throwable make(
            Class<? extends Throwable> type, @Nullable String message, RemoteThrowable thrown) {
        Throwable made = instantiate(type, message, causeOf(thrown));
        if (made != null) {
            RemoteFrames.append(made, thrown);
        }
        return made;
    }

    // A cause need not be declared by the method: it is not thrown.
    private @Nullable Throwable causeOf(RemoteThrowable thrown) {
        RemoteThrowable cause = thrown.cause();
        if (cause == null) {
            return null;
        }
        Throwable deeper = causeOf(cause);
        Class<? extends Throwable> type = classOf(cause.className());
        Throwable made = type == null ? null : instantiate(type, cause.message(), deeper);
        if (made == null) {
            made = new RemoteObjectException(cause.describe(), cause.className(), cause.trace());
            if (deeper != null) {
                made.initCause(deeper);
            }
        }
        RemoteFrames.replace(made, cause);
        return made;
    }

    private boolean mayThrow(Class<? extends Throwable> type) {
        return RuntimeException.class.isAssignableFrom(type)
                || Error.class.isAssignableFrom(type)
                || declared.stream().anyMatch(one -> one.isAssignableFrom(type));
    }

    private @Nullable Class<? extends Throwable> classOf(String name) {
        for (Class<?> one : declared) {
            if (one.getName().equals(name)) {
                return one.asSubclass(Throwable.class);
            }
        }
        Class<?> known = JDK.get(name);
        if (known != null) {
            return known.asSubclass(Throwable.class);
        }
        Class<?> found = allowed.find(name);
        return found != null && Throwable.class.isAssignableFrom(found) ? found.asSubclass(Throwable.class) : null;
    }

    private @Nullable Class<? extends Throwable> nearestDeclared(RemoteThrowable thrown) {
        for (String name : thrown.superclasses()) {
            for (Class<?> one : declared) {
                // "throws Exception" says nothing about this one; the full description says more.
                if (one.getName().equals(name) && one != Exception.class && one != Throwable.class) {
                    return one.asSubclass(Throwable.class);
                }
            }
        }
        return null;
    }

    private static @Nullable Throwable instantiate(
            Class<? extends Throwable> type, @Nullable String message, @Nullable Throwable cause) {
        Throwable made = cause == null ? null : construct(withCause(type, cause), message, cause);
        if (made == null) {
            made = construct(constructor(type, String.class), message);
        }
        if (made == null) {
            made = construct(constructor(type, String.class, Throwable.class), message, cause);
        }
        if (made == null) {
            made = construct(constructor(type));
        }
        if (made != null && cause != null && made.getCause() == null) {
            try {
                made.initCause(cause);
            } catch (IllegalStateException fixed) {
                made.addSuppressed(cause);
            }
        }
        return made;
    }

    /** Returns the constructor that takes a message and such a cause; some take only causes of one class. */
    private static @Nullable Constructor<?> withCause(Class<? extends Throwable> type, Throwable cause) {
        Constructor<?> any = constructor(type, String.class, Throwable.class);
        if (any != null) {
            return any;
        }
        for (Constructor<?> one : type.getDeclaredConstructors()) {
            Class<?>[] parameters = one.getParameterTypes();
            if (parameters.length == 2 && parameters[0] == String.class && isCause(parameters[1], cause)) {
                return one;
            }
        }
        return null;
    }

    private static boolean isCause(Class<?> parameter, Throwable cause) {
        return Throwable.class.isAssignableFrom(parameter) && parameter.isInstance(cause);
    }

    private static @Nullable Constructor<?> constructor(Class<? extends Throwable> type, Class<?>... parameters) {
        try {
            return type.getDeclaredConstructor(parameters);
        } catch (NoSuchMethodException | LinkageError missing) {
            return null;
        }
    }

    private static @Nullable Throwable construct(@Nullable Constructor<?> constructor, @Nullable Object... arguments) {
        if (constructor == null || !constructor.trySetAccessible()) {
            return null;
        }
        try {
            return (Throwable) constructor.newInstance(arguments);
        } catch (InstantiationException | IllegalAccessException abstractOrClosed) {
            return null;
        } catch (InvocationTargetException | RuntimeException | LinkageError broken) {
            // The class refuses to be made this way; the caller has another.
            return null;
        }
    }
}
