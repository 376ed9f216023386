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

    private static final int FIRST_OF_SERVER = 0x0080;
    private static final int LAST_OF_SERVER = 0x00FF;

    /** What a call is called in messages; made into text only when something goes wrong. */
    @FunctionalInterface
    public interface Name {
        /** Returns object and method. */
        String text();
    }

    /** Returns how many bytes the arguments have together. */
    long argumentBytes() {
        long size = 0;
        for (int i = 0; i < arguments.size(); i++) {
            size += arguments.get(i).size();
        }
        return size;
    }

    /** Returns whether the server's lanes do it rather than its machine: users' methods, and what concerns the server. */
    boolean isForLanes() {
        return operation >= OperationCode.FIRST_USER_METHOD
                || (target.equals(ObjectId.DIRECTORY) && operation >= FIRST_OF_SERVER && operation <= LAST_OF_SERVER);
    }

    /** Returns whether it is this operation. */
    boolean is(OperationCode code) {
        return operation == code.code();
    }
}
