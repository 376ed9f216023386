package dev.steward.server.session;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.transfer.Sending;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.server.machine.MemoryAccount;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The replies of one session whose values are larger than a frame, until the client has acknowledged them. They hold the
 * values as the objects do and copy nothing. Any thread.
 */
final class LeavingReplies {

    private final int maxFrame;
    private final MemoryAccount account;
    private final Map<OpenCall.Key, Leaving> replies = new ConcurrentHashMap<>();
    private final AtomicLong transfers = new AtomicLong();
    private volatile long since;
    private volatile boolean ended;

    /** None yet; counts in an account what it alone may hold. */
    LeavingReplies(int maxFrame, MemoryAccount account) {
        this.maxFrame = maxFrame;
        this.account = account;
    }

    /** A reply, how many of its bytes are in the account, and what runs when nobody needs it any more. */
    private record Leaving(LargeReply reply, Sending sending, long counted, Runnable whenGone) {}

    /**
     * Keeps a value until it was pulled.
     *
     * @param reply how the call ended; its value stands for nothing
     * @param isKept whether the session keeps the value too, and has counted it
     * @param whenGone runs once: when it was pulled and acknowledged, or nobody wants it
     * @return what to send in its place
     */
    LargeReply add(Reply reply, LeavingBytes value, boolean isKept, long nanoTime, Runnable whenGone) {
        LargeReply large = new LargeReply(
                reply.thread(),
                reply.number(),
                reply.status(),
                reply.redelivered(),
                reply.underAcknowledgement(),
                reply.sequence(),
                transfers.incrementAndGet(),
                (int) value.size());
        if (replies.isEmpty()) {
            since = nanoTime;
        }
        // The object that it was read out of may let go of it meanwhile.
        long counted = isKept ? 0 : value.size();
        account.add(counted);
        uncount(replies.put(
                new OpenCall.Key(reply.thread(), reply.number()),
                new Leaving(large, new Sending(reply.thread(), reply.number(), value, maxFrame), counted, whenGone)));
        if (ended) {
            clear();
        }
        return large;
    }

    /** Returns whether there is none, as nearly always. */
    boolean isEmpty() {
        return replies.isEmpty();
    }

    /** Returns the reply to a call if its value is still to be had. */
    @Nullable
    LargeReply find(OpenCall.Key call) {
        Leaving leaving = replies.get(call);
        return leaving == null ? null : leaving.reply;
    }

    /**
     * The client asks for a part. On the event loop of the connection by which it does.
     *
     * @throws ProtocolException if there is no such reply, or it has no such part
     */
    void pulled(Pull pull, ClientConnection by, long nanoTime) {
        Leaving leaving = replies.get(new OpenCall.Key(pull.thread(), pull.number()));
        if (leaving == null) {
            throw new ProtocolException(
                    "call " + pull.thread() + "/" + pull.number() + " has no large result to be pulled (any more)",
                    Outcome.UNKNOWN);
        }
        since = nanoTime;
        leaving.sending.pulled(pull, by);
    }

    /** The client needs these no more. */
    void received(int thread, Received received) {
        if (replies.isEmpty()) {
            return;
        }
        for (OpenCall.Key call : replies.keySet()) {
            if (call.thread() == thread && received.contains(call.number())) {
                forget(call);
            }
        }
    }

    /** The client does not want it. */
    void forget(OpenCall.Key call) {
        uncount(replies.remove(call));
    }

    private void uncount(@Nullable Leaving gone) {
        if (gone != null) {
            account.add(-gone.counted);
            gone.whenGone.run();
        }
    }

    /** Returns how many bytes wait to be pulled or acknowledged. */
    long heldBytes() {
        long sum = 0;
        for (Leaving leaving : replies.values()) {
            sum += leaving.sending.size();
        }
        return sum;
    }

    /** Returns whether more than so many bytes wait, and nothing was asked for so long. */
    boolean isStuck(long nanoTime, long mostBytes, long mostNanos) {
        return !replies.isEmpty() && nanoTime - since > mostNanos && heldBytes() > mostBytes;
    }

    /** Lets go of everything. */
    void clear() {
        replies.keySet().forEach(this::forget);
    }

    /** Lets go of everything, and of what still comes. */
    void end() {
        ended = true;
        clear();
    }
}
