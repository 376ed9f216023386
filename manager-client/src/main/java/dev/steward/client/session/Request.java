package dev.steward.client.session;

import dev.steward.api.ObjectId;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Manner;
import dev.steward.vocabulary.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to ask of an object.
 *
 * @param target the object
 * @param operation the number of an {@link Operation} or of a user's method
 * @param manner how the operation behaves; calls of users' methods are {@link Manner#WAITS}
 * @param arguments the arguments
 * @param kept whatever must stay reachable until the answer is there: the proxies among target and arguments, or their
 *     references might be given back while the call is on its way
 * @param timeout how many nanoseconds the caller waits for the answer; {@link Long#MAX_VALUE} for ever
 * @param name what to call it in messages, such as {@code queue 17: put}
 */
public record Request(
        ObjectId target,
        int operation,
        Manner manner,
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
        return Operation.isForLanes(target, operation);
    }

    /** Returns whether an answer that says OK hands something over that would be lost with it. */
    boolean takes() {
        Operation known = Operation.of(operation);
        return known != null && known.takes();
    }

    /** Returns whether its caller cannot go without the answer, because a lock is held again however it ends. */
    boolean regains() {
        Operation known = Operation.of(operation);
        return known != null && known.regains();
    }

    /** Returns whether it is this operation. */
    boolean is(Operation code) {
        return operation == code.code();
    }
}
