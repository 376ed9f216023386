package dev.steward.protocol.face;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.message.StatusCode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the faces of all built-in types have in common: the way to the object, and manners towards {@link Object}'s
 * methods. Immutable; runs on the threads of its callers.
 */
abstract class Face implements RemoteProxy, RemoteProxy.Forgettable {

    /** Waits without end. */
    static final long FOR_EVER = -1;

    private final ObjectCaller caller;
    private final Type<?> type;

    Face(ObjectCaller caller, Type<?> type) {
        this.caller = caller;
        this.type = type;
    }

    final ObjectCaller caller() {
        return caller;
    }

    /** Returns the type that it was asked for by. */
    final Type<?> type() {
        return type;
    }

    /** Calls the object; a failure is what {@link RemoteFailures} makes of it. */
    final @Nullable Object call(OperationCode operation, @Nullable Object... arguments) {
        return call(caller, operation, arguments);
    }

    /** As {@link #call}, by a way of the face's own. */
    final @Nullable Object call(ObjectCaller via, OperationCode operation, @Nullable Object... arguments) {
        try {
            return via.call(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    /** Calls the object; one status is no failure but means null. */
    final @Nullable Object callOrNull(StatusCode quiet, OperationCode operation, @Nullable Object... arguments) {
        return callOrNull(caller, quiet, operation, arguments);
    }

    /** As {@link #callOrNull}, by a way of the face's own. */
    final @Nullable Object callOrNull(
            ObjectCaller via, StatusCode quiet, OperationCode operation, @Nullable Object... arguments) {
        try {
            return via.call(operation, arguments);
        } catch (OperationFailedException failure) {
            return nullIf(quiet, failure, operation);
        }
    }

    /** Calls the object where the JDK promises {@link InterruptedException}. */
    final @Nullable Object await(OperationCode operation, @Nullable Object... arguments) throws InterruptedException {
        return await(caller, operation, arguments);
    }

    /** As {@link #await}, by a way of the face's own. */
    final @Nullable Object await(ObjectCaller via, OperationCode operation, @Nullable Object... arguments)
            throws InterruptedException {
        try {
            return via.await(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    /** As {@link #await}; one status is no failure but means null. */
    final @Nullable Object awaitOrNull(StatusCode quiet, OperationCode operation, @Nullable Object... arguments)
            throws InterruptedException {
        return awaitOrNull(caller, quiet, operation, arguments);
    }

    /** As {@link #awaitOrNull}, by a way of the face's own. */
    final @Nullable Object awaitOrNull(
            ObjectCaller via, StatusCode quiet, OperationCode operation, @Nullable Object... arguments)
            throws InterruptedException {
        try {
            return via.await(operation, arguments);
        } catch (OperationFailedException failure) {
            return nullIf(quiet, failure, operation);
        }
    }

    /** Calls the object whatever the interrupt flag says. */
    final @Nullable Object callUninterruptibly(OperationCode operation, @Nullable Object... arguments) {
        try {
            return caller.callUninterruptibly(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    private @Nullable Object nullIf(StatusCode quiet, OperationFailedException failure, OperationCode operation) {
        if (failure.status() == quiet) {
            return null;
        }
        throw failed(failure, operation);
    }

    /** Returns what a failed operation becomes for its caller. */
    final RuntimeException failed(OperationFailedException failure, OperationCode operation) {
        return RemoteFailures.of(failure, describe(operation));
    }

    /** Returns an iterator over what the object has now, with the type of its elements. */
    final RemoteProxy sharedIterator() {
        if (call(OperationCode.OBJECT_ITERATE) instanceof Face made) {
            return Faces.retyped(made, Type.iterator(type.argument(0)));
        }
        throw new ProtocolException(
                label() + ": the server answered with something else than an iterator", Outcome.EXECUTED);
    }

    /** Names object and method for a message, such as {@code list 17, setSlice}. */
    final String describe(OperationCode operation) {
        StringBuilder method = new StringBuilder();
        String name = operation.name();
        boolean upper = false;
        for (int i = name.indexOf('_') + 1; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter != '_') {
                method.append(upper ? letter : Character.toLowerCase(letter));
            }
            upper = letter == '_';
        }
        return label() + ", " + method;
    }

    /** Names the object for a message, such as {@code list 17}. Does not call the server. */
    final String label() {
        ObjectToken token = caller.token();
        return token.typeId() + " " + token.objectId();
    }

    /** Returns another face of the same object with what this one was given beyond its type. */
    RemoteProxy like(RemoteProxy made) {
        return made;
    }

    /** Returns what {@link #toString} shows, read with a caller that does not wait long. */
    abstract String preview(Preview preview);

    @Override
    public ObjectToken objectToken() {
        return caller.token();
    }

    @Override
    public void forget() {
        caller.forget();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || sameObject(other);
    }

    @Override
    public int hashCode() {
        return caller.token().hashCode();
    }

    /** Shows at most {@value Preview#MOST_ELEMENTS} elements, waits at most a second, and never throws. */
    @Override
    public final String toString() {
        return shown(this::preview);
    }

    /** Returns what a text for people says of the object, or why it cannot be read. Never throws. */
    final String shown(Function<Preview, String> reading) {
        try {
            return reading.apply(new Preview(caller));
        } catch (CallInterruptedException interrupted) {
            return label() + " (not read: interrupted)";
        } catch (ManagerException | OperationFailedException unreadable) {
            return label() + " (not read: " + unreadable.getMessage() + ")";
        } catch (RuntimeException unreadable) {
            // An element's own toString, or a caller that breaks its promise; a log line must not fail for it.
            return label() + " (not read: " + unreadable.getClass().getName() + ")";
        }
    }
}
