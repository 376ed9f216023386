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
import dev.steward.protocol.value.codec.AllowedClasses;
import dev.steward.vocabulary.BuiltInType;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * What a failed operation becomes for its caller: the one table from status codes to exceptions, for the faces of the
 * built-in types and for proxies of users' interfaces alike. What a JDK contract promises is the JDK's own exception.
 */
public final class RemoteFailures {

    // The server does not say when it will have room again; its own tick is of this order.
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

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
            case INTERNAL, OK -> new ManagerException(text, Outcome.UNKNOWN);
        };
    }

    /**
     * Returns what a method of a user's interface throws for a failed operation. An exception that the user's code threw
     * arrives as itself if this side knows the class: a common one of the JDK, one that the method declares, or one that
     * is allowed. Its stack shows the frames here, then those of the server below a marker line.
     *
     * @param failure the failed operation
     * @param call the object and the method, such as {@code get_calc 17, add(int, int)}
     * @param declared the exceptions that the method declares
     * @param allowed the classes that this side may open
     * @return an exception that the method may throw: unchecked, or of a declared class
     */
    public static Throwable ofUserMethod(
            OperationFailedException failure, String call, List<Class<?>> declared, AllowedClasses allowed) {
        RemoteThrowable thrown = failure.thrown();
        if (thrown == null) {
            return of(failure, call);
        }
        Throwable rebuilt = new ThrowableRebuilder(declared, allowed).rebuild(thrown);
        return rebuilt == null ? notAllowed(thrown, call) : rebuilt;
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
        RemoteObjectException exception =
                new RemoteObjectException(call + ": " + thrown.describe(), thrown.className(), thrown.trace());
        RemoteFrames.append(exception, thrown);
        return exception;
    }
}
