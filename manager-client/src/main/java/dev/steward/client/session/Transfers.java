package dev.steward.client.session;

import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.transfer.Sending;
import dev.steward.vocabulary.Status;

/**
 * The values of one session that are larger than a frame and on their way: results that this client pulls, and arguments
 * that the server does. They go over the shared connection. On the loop only.
 */
final class Transfers {

    private final Stays stays;
    private final PendingCalls calls;
    private final Unwanted unwanted;
    private final int maxFrame;
    private final ArrivingReplies arriving = new ArrivingReplies();

    /**
     * No transfers yet.
     *
     * @param maxFrame the longest frame that the server takes
     */
    Transfers(Stays stays, PendingCalls calls, Unwanted unwanted, int maxFrame) {
        this.stays = stays;
        this.calls = calls;
        this.unwanted = unwanted;
        this.maxFrame = maxFrame;
    }

    /** Begins to pull the result of a call that the server spoke of in that stay. */
    void pull(Stay on, PendingCall call, LargeReply reply) {
        // In the next stay the server says so again.
        if (stays.isNow(on)) {
            arriving.begin(call, reply, on.link());
            giveUpIfLeft(call);
        }
    }

    /** Pulls no more of a result whose caller has left. */
    void giveUpIfLeft(PendingCall call) {
        if (call.isDone() && calls.giveUp(call)) {
            arriving.forget(call);
            unwanted.giveBack(call, Status.OK);
        }
    }

    /** A part of a result came. */
    void onChunk(Chunk chunk) {
        PendingCall call = calls.find(chunk.thread(), chunk.number());
        if (call == null) {
            return;
        }
        LargeAnswer answer = arriving.add(call, chunk);
        if (answer != null) {
            calls.onPulled(
                    call, answer, left -> unwanted.giveBack(left, answer.reply().status()));
        } else {
            giveUpIfLeft(call);
        }
    }

    /** The server wants more of the arguments of a call. */
    void onPull(Stay on, Pull pull) {
        PendingCall call = calls.find(pull.thread(), pull.number());
        Sending sending = call == null ? null : call.sending(maxFrame);
        if (sending != null) {
            sending.pulled(pull, on.link());
        }
    }

    /** Lets go of everything that is being pulled. */
    void clear() {
        arriving.clear();
    }
}
