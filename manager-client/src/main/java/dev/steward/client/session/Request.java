package dev.steward.client.session;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.OperationCode;
import dev.steward.protocol.value.EncodedValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of an object.
 *
 * @param target the object
 * @param operation the number of an {@link OperationCode} or of a user's method
 * @param manner how the operation behaves; calls of users' methods are {@link OperationCode.Manner#WAITS}
 * @param arguments the arguments
 * @param kept whatever must stay reachable until the answer is there: the proxies among target and arguments, or their
 *     references might be given back while the call is on its way
 * @param timeout how many nanoseconds the caller waits for the answer; {@link Long#MAX_VALUE} for ever
 * @param name what to call it in messages, such as {@code queue 17: put}
 */
public record Request(
        ObjectId target,
        int operation,
        OperationCode.Manner manner,
        List<EncodedValue> arguments,
        @Nullable Object kept,
        long timeout,
        Name name) {

    /** What a call is called in messages; made into text only when something goes wrong. */
    @FunctionalInterface
    public interface Name {
        /** Returns object and method. */
        String text();
    }

    /** Returns whether it is this operation. */
    boolean is(OperationCode code) {
        return operation == code.code();
    }
}
