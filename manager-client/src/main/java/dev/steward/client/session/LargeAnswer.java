package dev.steward.client.session;

import dev.steward.api.Outcome;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.transfer.Receiving;
import dev.steward.vocabulary.Manner;
import org.jspecify.annotations.Nullable;

/**
 * An answer that came in chunks, or was not taken because it is too large. Looked through by whoever wants it, because that
 * takes longer than the loop may linger.
 *
 * @param reply how the call ended
 * @param value what came, or null if it was not taken
 * @param maxValue what this client takes
 * @param outcome what has become of the call if it was not taken
 */
record LargeAnswer(LargeReply reply, @Nullable Receiving value, long maxValue, Outcome outcome) {

    /** An answer that came. */
    static LargeAnswer arrived(LargeReply reply, Receiving value) {
        return new LargeAnswer(reply, value, value.size(), Outcome.EXECUTED);
    }

    /** An answer that is larger than this client takes. */
    static LargeAnswer tooLarge(LargeReply reply, PendingCall call, long maxValue) {
        // What it took goes back to its object.
        boolean undone = call.request().manner() == Manner.READS || call.takes(reply.underAcknowledgement());
        return new LargeAnswer(reply, null, maxValue, undone ? Outcome.NOT_EXECUTED : Outcome.EXECUTED);
    }

    /**
     * Returns the same as a reply. Once.
     *
     * @throws UnsupportedValueException if it was not taken
     * @throws dev.steward.api.ProtocolException if what came is no value
     */
    Reply open(Request.Name name) {
        if (value == null) {
            throw new UnsupportedValueException(
                    name.text() + ": the result has " + reply.size() + " bytes, more than the " + maxValue
                            + " that this client takes: raise ClientOptions.maxValue, or ask for it in parts"
                            + (outcome == Outcome.EXECUTED ? "; the call took effect" : ""),
                    outcome);
        }
        return new Reply(
                reply.thread(),
                reply.number(),
                reply.status(),
                reply.redelivered(),
                reply.underAcknowledgement(),
                reply.sequence(),
                value.values().get(0));
    }
}
