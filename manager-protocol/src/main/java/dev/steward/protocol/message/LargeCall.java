package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.api.ObjectId;
import java.util.List;

/**
 * A {@link Call} whose arguments are larger than a frame: says how large they are. The server pulls them, one after the
 * other as if they were one, with {@link Pull}; the call begins when they have all arrived.
 *
 * @param thread the logical thread that calls
 * @param number the number of the call within the thread
 * @param operation as in {@link Call}
 * @param target the object
 * @param received which replies of this thread have arrived
 * @param sizes how many bytes each argument has, at least 1; at most {@value Call#MAX_ARGUMENTS} of them
 */
public record LargeCall(int thread, long number, int operation, ObjectId target, Received received, List<Integer> sizes)
        implements AskingMessage {

    /** Checks the ranges and copies the list. */
    public LargeCall {
        CallMessage.requireCallId(thread, number);
        requireNonNull(target, "target");
        requireNonNull(received, "received");
        sizes = List.copyOf(sizes);
        if (operation < 0 || operation > 0xFFFF) {
            throw new IllegalArgumentException("operations go from 0 to 65535, not " + operation);
        }
        if (sizes.isEmpty() || sizes.size() > Call.MAX_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "a large call has 1 to " + Call.MAX_ARGUMENTS + " arguments, not " + sizes.size());
        }
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("an argument has at least 1 byte, not " + size);
            }
        }
    }

    /** Returns how many bytes all arguments have together. */
    public long size() {
        long sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }

    @Override
    public MessageType type() {
        return MessageType.LARGE_CALL;
    }
}
