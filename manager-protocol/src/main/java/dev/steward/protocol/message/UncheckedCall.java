package dev.steward.protocol.message;

import dev.steward.api.ObjectId;
import dev.steward.protocol.value.EncodedValue;
import java.util.List;

/**
 * A {@link Call} that came with arguments that hold so much that looking through them takes longer than an event loop may
 * linger: whoever takes it has that done elsewhere. Never sent.
 *
 * @param thread the logical thread that calls
 * @param number the number of the call within the thread
 * @param operation as in {@link Call}
 * @param target the object
 * @param received which replies of this thread have arrived
 * @param unchecked what came as the bytes of each argument; the arrays belong to the arguments from then on
 */
public record UncheckedCall(
        int thread, long number, int operation, ObjectId target, Received received, List<byte[]> unchecked)
        implements AskingMessage {

    /** Copies the list. */
    public UncheckedCall {
        unchecked = List.copyOf(unchecked);
    }

    /** Returns how many bytes the arguments have together. */
    public long size() {
        long size = 0;
        for (byte[] argument : unchecked) {
            size += argument.length;
        }
        return size;
    }

    /**
     * Returns the arguments, after a check that walks over them. Once; takes as long as there are values in them.
     *
     * @throws dev.steward.api.ProtocolException if the bytes are not values
     */
    public List<EncodedValue> arguments() {
        return unchecked.stream().map(EncodedValue::fromBytes).toList();
    }

    @Override
    public MessageType type() {
        return MessageType.CALL;
    }
}
