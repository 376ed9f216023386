package dev.steward.client.session;

import dev.steward.api.ProtocolException;
import dev.steward.client.transport.ServerLink;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.transfer.Receiving;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one session whose values are larger than a frame and have not arrived: a few are pulled at a time, others
 * wait for their turn. After a break the server says once more what there is to be pulled, and it goes on where it was. On
 * the loop only.
 */
final class ArrivingReplies {

    private static final int MOST_AT_ONCE = 4;

    private final Map<PendingCall, Arriving> replies = new LinkedHashMap<>();

    /** A reply on its way. */
    private static final class Arriving {
        private final LargeReply reply;
        private ServerLink link;
        private @Nullable Receiving receiving;

        Arriving(LargeReply reply, ServerLink link) {
            this.reply = reply;
            this.link = link;
        }
    }

    /** A reply came whose value is to be pulled over that link. */
    void begin(PendingCall call, LargeReply reply, ServerLink link) {
        Arriving known = replies.get(call);
        if (known == null || known.reply.transfer() != reply.transfer()) {
            replies.put(call, new Arriving(reply, link));
        } else if (known.link != link) {
            known.link = link;
            if (known.receiving != null) {
                link.send(known.receiving.begin());
            }
        }
        pullMore();
    }

    /** Forgets a call; what still comes of it is dropped. */
    void forget(PendingCall call) {
        if (replies.remove(call) != null) {
            pullMore();
        }
    }

    private void pullMore() {
        // An answer that needed no pulling may have come after a break.
        replies.keySet().removeIf(PendingCall::isDone);
        int pulling = 0;
        for (Arriving next : replies.values()) {
            if (pulling++ == MOST_AT_ONCE) {
                return;
            }
            if (next.receiving == null) {
                Receiving receiving =
                        new Receiving(next.reply.thread(), next.reply.number(), List.of(next.reply.size()));
                next.receiving = receiving;
                next.link.send(receiving.begin());
            }
        }
    }

    /**
     * A part came.
     *
     * @return the answer if that was the last part
     * @throws ProtocolException if it is not the next that was asked for
     */
    @Nullable
    LargeAnswer add(PendingCall call, Chunk chunk) {
        Arriving arriving = replies.get(call);
        Receiving receiving = arriving == null ? null : arriving.receiving;
        if (arriving == null || receiving == null) {
            // On its way when the call was given up.
            return null;
        }
        Pull more = receiving.add(chunk);
        if (more != null) {
            arriving.link.send(more);
        }
        if (!receiving.isWhole()) {
            return null;
        }
        forget(call);
        return LargeAnswer.arrived(arriving.reply, receiving);
    }

    /** Lets go of everything. */
    void clear() {
        replies.clear();
    }
}
