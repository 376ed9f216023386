package dev.steward.face.object;

import dev.steward.api.CallInterruptedException;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectToken;
import dev.steward.api.Outcome;
import dev.steward.api.Type;
import dev.steward.api.UnsupportedValueException;
import dev.steward.face.failure.OperationFailedException;
import dev.steward.protocol.value.codec.ValueCodec;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A face's way to its object: encodes the arguments, sends the call, and decodes its one answer, which it waits for or
 * not. The client does it over the wire, a server's own process without one. Safe for any number of threads; the calling
 * thread is the logical thread of the call.
 *
 * <p>An answer other than OK arrives as {@link OperationFailedException}; what went wrong on the way there or back as a
 * {@link ManagerException}. An answer always wins over an interrupt, the flag then stays set. Of an answer with many values of
 * the object each is decoded by itself: {@link dev.steward.protocol.value.decoded.Unopened} stands for one that cannot be.
 */
public interface ObjectCaller {

    /** Returns the token of the object. Does not call it. */
    ObjectToken token();

    /** Names the object for a message, such as {@code list 'l'}, or {@code list 17} without a name. Does not call it. */
    default String label() {
        ObjectToken token = token();
        return token.typeId() + " " + token.objectId();
    }

    /**
     * Names the object for the message of a failure: as {@link #label()}, and how it came here if it has no name and did not
     * come by that. Does not call it.
     */
    default String labelWithOrigin() {
        return label();
    }

    /** Names the object and the method that was called for a message, such as {@code list 'l', addAll()}. Does not call it. */
    default String describe(Operation operation) {
        return labelWithOrigin() + ", " + CalledMethod.of(operation);
    }

    /** Returns what is thrown for an argument that cannot travel. */
    static UnsupportedValueException refused(String call, UnsupportedValueException why) {
        return new UnsupportedValueException(call + ": " + why.getMessage(), why.outcome(), why.getCause());
    }

    /**
     * Returns what the caller of an operation is told whose answer cannot be read. What only reads has changed nothing, and
     * neither has what takes: that is given back.
     *
     * @param why why the answer cannot be read
     * @param named whether the reason names the object already
     */
    default UnsupportedValueException unread(Operation operation, UnsupportedValueException why, boolean named) {
        boolean changed = operation.manner() != Manner.READS && !operation.takes();
        Outcome outcome = changed ? Outcome.EXECUTED : Outcome.NOT_EXECUTED;
        String text = String.valueOf(why.getMessage());
        String object = label() + ": ";
        if (!named) {
            text = describe(operation) + ": " + text;
        } else if (text.startsWith(object)) {
            // It was read by a thread that knows no method, such as that of a future.
            text = describe(operation) + ": " + text.substring(object.length());
        }
        return new UnsupportedValueException(text, outcome, why.getCause());
    }

    /**
     * Calls the object. An interrupt before or during the call cancels it and waits for the answer to that.
     *
     * @throws CallInterruptedException if the call was cancelled; the interrupt flag is set again
     */
    @Nullable
    Object call(Operation operation, @Nullable Object... arguments);

    /**
     * Calls the object where the JDK promises {@link InterruptedException}: also when the flag is set beforehand, then
     * without sending anything.
     *
     * @throws InterruptedException if the call was cancelled; the interrupt flag is clear
     */
    @Nullable
    Object await(Operation operation, @Nullable Object... arguments) throws InterruptedException;

    /**
     * Calls the object and waits for the answer whatever the interrupt flag says; the flag is as it was, or set, when it
     * returns. For what must not be cut short, such as every giving-back.
     */
    @Nullable
    Object callUninterruptibly(Operation operation, @Nullable Object... arguments);

    /**
     * Calls the object without waiting for the answer, but maybe for the right to send one more call. Never throws: what
     * goes wrong fails the future. An answer whose future was completed otherwise meanwhile, such as by {@code cancel}, is
     * given back.
     *
     * @param answering makes the result of the answer
     */
    <T extends @Nullable Object> CompletableFuture<T> submit(
            Answering<T> answering, Operation operation, @Nullable Object... arguments);

    /** Returns how many nanoseconds each call may take; {@link Long#MAX_VALUE} for ever. */
    default long timeoutNanos() {
        return Long.MAX_VALUE;
    }

    /** Returns a caller of the same object each of whose calls must be answered within a time. */
    ObjectCaller withDeadline(Duration deadline);

    /**
     * Returns a caller whose results pass through a function before they count as received: if it fails, what the call
     * took from the object (an element of a queue, a lock) is given back, and the failure reaches the caller.
     *
     * @param reader what makes of the decoded result what the face returns; throws {@link
     *     dev.steward.protocol.value.ReceivedInPart} if it has received some of the elements and the others go back
     */
    ObjectCaller reading(Function<@Nullable Object, ? extends @Nullable Object> reader);

    /** Returns a caller of the same object by which functions go, and values arrive with their class: for tasks of pools. */
    ObjectCaller forTasks();

    /** Returns what arguments are encoded with. */
    ValueCodec codec();

    /**
     * Returns a caller of the same object whose arguments keep what they are sorted by: for faces whose type names sorted
     * collections. What cannot is refused.
     */
    ObjectCaller keepingOrder();

    /**
     * Returns whether what this process holds is still its own, as far as it knows: false while the session is suspended,
     * after it was lost or closed, and when the server has started anew. Does not call the server.
     */
    boolean holdsStand();

    /**
     * Returns whether a call of the calling thread may have taken something of the object without its knowledge: one whose
     * answer it did not wait for, because its time was over or it was interrupted, and which has not been undone yet. Does not
     * call the server.
     */
    default boolean hasLeft(Operation operation) {
        return false;
    }

    /** Allows this process to open values of a type that the code at hand has just named, such as a namespace's attribute. */
    void allow(Type<?> type);

    /** Allows this process to open values of all classes of a package, and functions in their code by {@link #forTasks}. */
    void allowPackage(String name);

    /** Drops this process's reference to the object; later calls fail. A second call does nothing. */
    void forget();
}
