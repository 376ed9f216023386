package dev.steward.face.failure;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.ManagerTimeoutException;
import dev.steward.api.MethodNotExposedException;
import dev.steward.api.NoSuchObjectException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.QueueShutDownException;
import dev.steward.api.RemoteObjectException;
import dev.steward.api.SessionLostException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.protocol.value.thrown.ThrowableState;
import dev.steward.vocabulary.BuiltInType;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * What a failed operation becomes for its caller: the one table from status codes to exceptions, for the faces of the
 * built-in types and for proxies of users' interfaces alike. What a JDK contract promises is the JDK's own exception.
 */
public final class RemoteFailures {

    // The server does not say when it will have room again; its own tick is of this order.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** A larger exception arrives as text: whoever waits for an answer shall not wait for much more than that. */
    private static final int MOST_BYTES = 8 << 20;

    private static final Throwable[] NOTHING = {};

    private static final String STAND_IN = RemoteObjectException.class.getName();

    private RemoteFailures() {}

    /**
     * Returns what a method of a built-in type, or of the manager itself, throws for a failed operation.
     *
     * @param failure the failed operation
     * @param call the object and the method, such as {@code list 17, add()}
     */
    public static RuntimeException of(OperationFailedException failure, String call) {
        String text = call + ": " + withoutType(failure.text());
        return switch (failure.status()) {
            case EMPTY, NO_SUCH_KEY, NO_SUCH_ATTRIBUTE -> new NoSuchElementException(text);
            case INDEX -> new IndexOutOfBoundsException(text);
            case NOT_OWNER, NOT_LOCKED -> new IllegalMonitorStateException(text);
            case FULL, SETTLED, TOO_MANY, BROKEN -> new IllegalStateException(text);
            case NOT_COMPARABLE -> new ClassCastException(text);
            case WRONG_TYPE, OUT_OF_RANGE, BAD_ARGUMENT -> new IllegalArgumentException(text);
            case SHUT_DOWN -> new QueueShutDownException(text, Outcome.NOT_EXECUTED);
            case TIMED_OUT -> new ManagerTimeoutException(text, Outcome.NOT_EXECUTED);
            case CANCELLED -> new ManagerException(text, Outcome.NOT_EXECUTED);
            case VALUE_REFUSED -> new UnsupportedValueException(text, Outcome.NOT_EXECUTED);
            // An argument was refused before the call, a result after it; the status does not tell which.
            case TOO_LARGE -> new UnsupportedValueException(text, Outcome.UNKNOWN);
            case RESULT_REFUSED -> new UnsupportedValueException(text, Outcome.EXECUTED);
            case NO_SUCH_OBJECT, NO_SUCH_NAME, NO_SUCH_TYPE, NAME_CONFLICT ->
                new NoSuchObjectException(text, Outcome.NOT_EXECUTED);
            case NO_SUCH_OPERATION -> new MethodNotExposedException(text, Outcome.NOT_EXECUTED);
            case FORBIDDEN -> new AuthenticationException(text, Outcome.NOT_EXECUTED);
            case OVERLOADED -> new OverloadedException(text, RETRY_AFTER);
            case DRAINING -> new ConnectionLostException(text, Outcome.NOT_EXECUTED);
            case SESSION_ENDED -> new SessionLostException(text, Outcome.NOT_EXECUTED);
            case USER_EXCEPTION -> notAllowed(thrownBy(failure), call);
            case INTERRUPTED, INTERNAL, OK -> new ManagerException(text, Outcome.UNKNOWN);
        };
    }

    /**
     * Returns the bytes of what a user's code threw: as text, and as the exception itself if it can travel. Fields that
     * cannot are left out. Never throws.
     *
     * @param most how many bytes it may take; of a larger one only a text of moderate size is sent
     */
    public static EncodedValue encode(Throwable thrown, ValueCodec codec, int most) {
        RemoteThrowable described = RemoteThrowable.of(thrown);
        try {
            EncodedValue whole = codec.encodeFailure(described.toValue());
            if (whole.size() <= Math.min(most, MOST_BYTES)) {
                return whole;
            }
        } catch (RuntimeException | StackOverflowError | LinkageError cannotTravel) {
            // The text says what it was.
        }
        return codec.encode(described.asText().toValue());
    }

    /**
     * Returns what a method of a user's interface throws for a failed operation. An exception that the user's code threw
     * arrives as itself if this side may open its class: one of the JDK, one that the method declares, or one that is
     * allowed; else as the nearest superclass of which that is true. Its stack shows the frames here, then those of the
     * server below a marker line.
     *
     * @param failure the failed operation
     * @param call the object and the method, such as {@code get_calc 17, add(int, int)}
     * @param declared the exceptions that the method declares
     * @return an exception that the method may throw: unchecked, or of a declared class
     */
    public static Throwable ofUserMethod(OperationFailedException failure, String call, List<Class<?>> declared) {
        return ofUserMethod(failure, call, declared, RemoteFrames.MARKER);
    }

    /**
     * As {@link #ofUserMethod(OperationFailedException, String, List)}, of what was thrown elsewhere than on a server.
     *
     * @param marker the line above the frames there
     */
    public static Throwable ofUserMethod(
            OperationFailedException failure, String call, List<Class<?>> declared, StackTraceElement marker) {
        RemoteThrowable thrown = failure.thrown();
        if (thrown == null) {
            return of(failure, call);
        }
        Throwable arrived = thrown.exception();
        if (arrived == null) {
            arrived = ThrowableRebuilder.rebuild(thrown);
        }
        Throwable given = arrived;
        if (isStandIn(arrived, thrown)) {
            String message = call + ": " + arrived.getMessage();
            given = described(thrown, message, arrived.getCause(), arrived, arrived.getSuppressed());
        } else if (!mayThrow(arrived.getClass(), declared)) {
            given = described(thrown, call + ": " + thrown.describe(), arrived, arrived, NOTHING);
        }
        Throwable speaking = speaking(given);
        RemoteFrames.putBelow(speaking, marker);
        return speaking;
    }

    /** Whether it stands for a class that cannot be opened here; a server may throw such a one itself. */
    private static boolean isStandIn(Throwable arrived, RemoteThrowable thrown) {
        return arrived instanceof RemoteObjectException && !thrown.className().equals(STAND_IN);
    }

    private static boolean mayThrow(Class<?> type, List<Class<?>> declared) {
        return RuntimeException.class.isAssignableFrom(type)
                || Error.class.isAssignableFrom(type)
                || declared.stream().anyMatch(one -> one.isAssignableFrom(type));
    }

    /**
     * Returns an exception that can say what it is: this one if it can, else one of the nearest class of the JDK that it is
     * of. Whatever wraps an exception asks it for its text: one that throws then would leave a future's callbacks uncalled.
     */
    public static Throwable speaking(Throwable thrown) {
        if (ThrowableState.speaks(thrown)) {
            return thrown;
        }
        RemoteThrowable described = RemoteThrowable.of(thrown).asText();
        Throwable made = ThrowableRebuilder.rebuild(described);
        for (Throwable beside : thrown.getSuppressed()) {
            if (ThrowableState.speaks(beside)) {
                made.addSuppressed(beside);
            }
        }
        ThrowableState.setFrames(made, ThrowableState.frames(thrown));
        return made;
    }

    /** What a machine says begins with the type, which the call has named already. */
    private static String withoutType(String said) {
        int colon = said.indexOf(": ");
        return colon > 0 && BuiltInType.of(said.substring(0, colon)) != null ? said.substring(colon + 2) : said;
    }

    private static RemoteThrowable thrownBy(OperationFailedException failure) {
        RemoteThrowable thrown = failure.thrown();
        return thrown == null ? RemoteThrowable.of((Object) failure.text()) : thrown;
    }

    private static RemoteObjectException notAllowed(RemoteThrowable thrown, String call) {
        RemoteObjectException exception = described(thrown, call + ": " + thrown.describe(), null, null, NOTHING);
        RemoteFrames.putBelow(exception, RemoteFrames.MARKER);
        return exception;
    }

    private static RemoteObjectException described(
            RemoteThrowable thrown,
            String message,
            @Nullable Throwable cause,
            @Nullable Throwable framesOf,
            Throwable[] suppressed) {
        RemoteObjectException exception = new RemoteObjectException(message, thrown.className(), thrown.trace());
        if (cause != null) {
            exception.initCause(speaking(cause));
        }
        for (Throwable beside : suppressed) {
            exception.addSuppressed(beside);
        }
        if (framesOf == null) {
            RemoteFrames.give(exception, thrown);
        } else {
            ThrowableState.setFrames(exception, ThrowableState.frames(framesOf));
        }
        return exception;
    }
}
