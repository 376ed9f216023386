package dev.steward.server;

import dev.steward.api.ObjectId;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import java.util.List;

/**
 * A call of a simulated client.
 *
 * @param judge hears the answer, and when it came
 */
record PlayedCall(ObjectId target, Operation operation, List<EncodedValue> arguments, Judge judge) {

    /** Judges an answer. */
    @FunctionalInterface
    interface Judge {
        void answered(Reply reply, long time);
    }

    void answered(Reply reply, long time) {
        judge.answered(reply, time);
    }
}
