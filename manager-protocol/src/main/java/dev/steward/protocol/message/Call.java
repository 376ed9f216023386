package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectId;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.util.List;

/**
 * Asks an object for an operation.
 *
 * @param thread the logical thread that calls
 * @param number the number of the call within the thread
 * @param operation the number of an {@link Operation}, or {@link Operation#FIRST_USER_METHOD} and the index of a
 *     method; 0 to 65535
 * @param target the object
 * @param received which replies of this thread have arrived
 * @param arguments the arguments; at most {@value #MAX_ARGUMENTS}
 */
public record Call(
        int thread, long number, int operation, ObjectId target, Received received, List<EncodedValue> arguments)
        implements AskingMessage {

    /** The most arguments of a call: what a Java method can have. */
    public static final int MAX_ARGUMENTS = 255;

    /** Checks the ranges and copies the list. */
    public Call {
        CallMessage.requireCallId(thread, number);
        requireNonNull(target, "target");
        requireNonNull(received, "received");
        arguments = List.copyOf(arguments);
        if (operation < 0 || operation > 0xFFFF) {
            throw new IllegalArgumentException("operations go from 0 to 65535, not " + operation);
        }
        if (arguments.size() > MAX_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "a call has at most " + MAX_ARGUMENTS + " arguments, not " + arguments.size());
        }
    }

    @Override
    public MessageType type() {
        return MessageType.CALL;
    }
}
