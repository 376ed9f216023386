package dev.steward.face.object;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.RemoteProxy;
import dev.steward.api.Type;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.face.failure.RemoteFailures;
import dev.steward.protocol.value.decoded.Coercion;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the faces of all built-in types have in common: the way to the object, and manners towards {@link Object}'s
 * methods. Immutable; runs on the threads of its callers.
 */
public abstract class Face implements RemoteProxy, RemoteProxy.Forgettable {

    /** Waits without end. */
    public static final long FOR_EVER = -1;

    private final ObjectCaller caller;
    private final Type<?> type;

    public Face(ObjectCaller caller, Type<?> type) {
        this.caller = Coercion.namesSorted(type) ? caller.keepingOrder() : caller;
        this.type = type;
    }

    public final ObjectCaller caller() {
        return caller;
    }

    /** Returns the type that it was asked for by. */
    public final Type<?> type() {
        return type;
    }

    /** Calls the object; a failure is what {@link RemoteFailures} makes of it. */
    public final @Nullable Object call(Operation operation, @Nullable Object... arguments) {
        return call(caller, operation, arguments);
    }

    /** As {@link #call}, by a way of the face's own. */
    public final @Nullable Object call(ObjectCaller via, Operation operation, @Nullable Object... arguments) {
        Attempts.calls(via, operation);
        try {
            return via.call(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    /** Calls the object; one status is no failure but means null. */
    public final @Nullable Object callOrNull(Status quiet, Operation operation, @Nullable Object... arguments) {
        return callOrNull(caller, quiet, operation, arguments);
    }

    /** As {@link #callOrNull}, by a way of the face's own. */
    public final @Nullable Object callOrNull(
            ObjectCaller via, Status quiet, Operation operation, @Nullable Object... arguments) {
        Attempts.calls(via, operation);
        try {
            return via.call(operation, arguments);
        } catch (OperationFailedException failure) {
            return nullIf(quiet, failure, operation);
        }
    }

    /** Calls the object where the JDK promises {@link InterruptedException}. */
    public final @Nullable Object await(Operation operation, @Nullable Object... arguments)
            throws InterruptedException {
        return await(caller, operation, arguments);
    }

    /** As {@link #await}, by a way of the face's own. */
    public final @Nullable Object await(ObjectCaller via, Operation operation, @Nullable Object... arguments)
            throws InterruptedException {
        Attempts.calls(via, operation);
        try {
            return via.await(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    /** As {@link #await}; one status is no failure but means null. */
    public final @Nullable Object awaitOrNull(Status quiet, Operation operation, @Nullable Object... arguments)
            throws InterruptedException {
        return awaitOrNull(caller, quiet, operation, arguments);
    }

    /** As {@link #awaitOrNull}, by a way of the face's own. */
    public final @Nullable Object awaitOrNull(
            ObjectCaller via, Status quiet, Operation operation, @Nullable Object... arguments)
            throws InterruptedException {
        Attempts.calls(via, operation);
        try {
            return via.await(operation, arguments);
        } catch (OperationFailedException failure) {
            return nullIf(quiet, failure, operation);
        }
    }

    /** Calls the object whatever the interrupt flag says. */
    public final @Nullable Object callUninterruptibly(Operation operation, @Nullable Object... arguments) {
        Attempts.calls(caller, operation);
        try {
            return caller.callUninterruptibly(operation, arguments);
        } catch (OperationFailedException failure) {
            throw failed(failure, operation);
        }
    }

    private @Nullable Object nullIf(Status quiet, OperationFailedException failure, Operation operation) {
        if (failure.status() == quiet) {
            return null;
        }
        throw failed(failure, operation);
    }

    /** Returns what a failed operation becomes for its caller. */
    public final RuntimeException failed(OperationFailedException failure, Operation operation) {
        return RemoteFailures.of(failure, describe(operation));
    }

    /** Returns an iterator over what the object has now, with the type of its elements. */
    public final RemoteProxy sharedIterator() {
        if (call(Operation.OBJECT_ITERATE) instanceof Face made) {
            return made.retyped(Type.iterator(type.argument(0)));
        }
        throw new ProtocolException(
                label() + ": the server answered with something else than an iterator", Outcome.EXECUTED);
    }

    /** Names the object and the method that was called for a message, such as {@code list 'l', addAll()}. */
    public final String describe(Operation operation) {
        return caller.describe(operation);
    }

    /** As {@link #describe}, of a call that goes no further than this face. */
    public final String describeCall() {
        return CalledMethod.of(caller.labelWithOrigin());
    }

    /** Names the object for a message, such as {@code list 'l'}, or {@code list 17} without a name. Does not call it. */
    public final String label() {
        return caller.label();
    }

    /**
     * Returns a face of the same kind, with what this one was given beyond its way and its type.
     *
     * @param caller the way to the same object
     * @param type the type that it is asked for by
     */
    public abstract Face with(ObjectCaller caller, Type<?> type);

    /** Returns the same object with the types of its elements, where a value that was read declares them. */
    public final Face retyped(Type<?> declared) {
        return declared.arguments().isEmpty() || !declared.raw().isInstance(this) ? this : with(caller, declared);
    }

    /** Returns what {@link #toString} shows, read with a caller that does not wait long. */
    public abstract String preview(Preview preview);

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
    public final String shown(Function<Preview, String> reading) {
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
