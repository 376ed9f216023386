package dev.steward.server.session;

import dev.steward.objects.Answer;
import dev.steward.objects.CallId;
import dev.steward.objects.SessionInput;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.server.machine.Sequencer;
import dev.steward.vocabulary.Limits;
import dev.steward.vocabulary.Status;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The way of each answer back to its client: as one message, or, of a large value, in parts that the client pulls; put together by a
 * worker if it has many elements; and refused if the client does not read what it has asked for. Used by whichever thread runs
 * the group that answers. Nothing blocks.
 */
final class OutgoingReplies {

    /** What a reply takes in its frame besides its value, in bytes at most. */
    private static final int REPLY_OVERHEAD = 64;

    /** An answer of fewer bytes is sent at once, whatever was not read before it. */
    private static final int LITTLE = 64 << 10;

    private final Sequencer sequencer;
    private final SessionPolicy policy;
    private final BooleanSupplier draining;

    /**
     * Replies for the sessions of a server.
     *
     * @param draining whether calls that wait are answered because the server ends
     */
    OutgoingReplies(Sequencer sequencer, SessionPolicy policy, BooleanSupplier draining) {
        this.sequencer = sequencer;
        this.policy = policy;
        this.draining = draining;
    }

    /** Sends the answer of a call of a session on its way to its client. */
    void send(LiveSession session, CallId call, Answer answer) {
        OpenCall open = session.answered(new OpenCall.Key(call.thread(), call.number()));
        if (open == null) {
            // A repeat was answered before: once is enough.
            return;
        }
        long places = sequencer.values().placeBytes(answer.value());
        if (!sequencer.values().takesLong(answer.value())) {
            send(session, open, call, answer);
        } else if (open.makesAnswer() && !session.outflow().enter(places)) {
            refuse(session, open, call, asksTooMuch());
        } else {
            // Putting many elements together is not for a loop, nor for whoever runs the group of the session, which is
            // asked too.
            sequencer.relief().workers().execute(session.id(), () -> {
                if (open.makesAnswer()) {
                    session.outflow().entered(places);
                }
                if (!session.hasEnded()) {
                    send(session, open, call, answer);
                }
            });
        }
    }

    private void send(LiveSession session, OpenCall open, CallId call, Answer answer) {
        long bytes = answer.value().size();
        if (bytes <= LITTLE || !open.reads()) {
            session.send(open.answer(), replyOf(session, open, call, answer, () -> {}));
            return;
        }
        long cost = open.makesAnswer() ? bytes : 0;
        if (!session.outflow().send(bytes, cost, () -> sendLarge(session, open, call, answer, bytes))) {
            refuse(session, open, call, asksTooMuch());
        }
    }

    /** Returns why a session is not answered that has not read what it asked for before, and asks for more. */
    String asksTooMuch() {
        return "the client asks for more than it reads: answers of more than " + policy.unreadBytes()
                + " bytes have not been read (" + Limits.named("OUTPUT_BYTES")
                + ", and a 16th of the heap): read them first";
    }

    private static void refuse(LiveSession session, OpenCall open, CallId call, String sentence) {
        session.send(
                open.answer(),
                new Reply(call.thread(), call.number(), Status.OVERLOADED, false, false, 0, EncodedValue.of(sentence)));
    }

    /** Sends an answer that counts as on its way until the client has taken it. */
    private void sendLarge(LiveSession session, OpenCall open, CallId call, Answer answer, long bytes) {
        Runnable whenGone = () -> session.outflow().gone(bytes);
        if (session.hasEnded() || session.absence() != null) {
            whenGone.run();
            return;
        }
        Message reply;
        try {
            reply = replyOf(session, open, call, answer, whenGone);
        } catch (OutOfMemoryError noMemory) {
            whenGone.run();
            refuse(session, open, call, "the server has no memory to send " + bytes + " bytes: ask for them in parts");
            return;
        }
        if (reply instanceof LargeReply) {
            // Gone when its value is.
            session.send(open.answer(), reply);
        } else {
            session.sendLarge(open.answer(), reply, whenGone);
        }
    }

    /**
     * Makes the message of an answer.
     *
     * @param whenGone runs when the value was pulled, or nobody wants it, if the message has the value pulled
     */
    private Message replyOf(LiveSession session, OpenCall open, CallId call, Answer answer, Runnable whenGone) {
        int mostInFrame = policy.frameBytes() - REPLY_OVERHEAD;
        if (answer.value().size() > mostInFrame) {
            return largeReplyOf(session, open, call, answer, sequencer.values().leaving(answer.value()), whenGone);
        }
        EncodedValue value;
        try {
            value = sequencer.values().encoded(answer.value());
        } catch (OutOfMemoryError noMemory) {
            // In parts it goes out as it lies in its object, and nothing is copied.
            return largeReplyOf(session, open, call, answer, sequencer.values().leaving(answer.value()), whenGone);
        }
        if (value.size() > mostInFrame) {
            // A list takes a little more than its elements.
            return largeReplyOf(session, open, call, answer, LeavingBytes.of(List.of(value)), whenGone);
        }
        return replyOf(call, answer, value);
    }

    private Message largeReplyOf(
            LiveSession session, OpenCall open, CallId call, Answer answer, LeavingBytes value, Runnable whenGone) {
        if (value.size() > policy.valueBytes()) {
            // What was taken for this answer goes back: nobody will ever see it.
            sequencer.submit(
                    session.id(), new SessionInput.GiveBackRequest(sequencer.now(), call.thread(), call.number()));
            String sentence = "the result has " + value.size() + " bytes, more than the " + policy.valueBytes()
                    + " of a value (" + Limits.named("VALUE_BYTES") + "): ask for it in parts";
            return new Reply(
                    call.thread(), call.number(), Status.TOO_LARGE, false, false, 0, EncodedValue.of(sentence));
        }
        return session.leaving()
                .add(replyOf(call, answer, EncodedValue.NULL), value, !open.reads(), System.nanoTime(), whenGone);
    }

    private Reply replyOf(CallId call, Answer answer, EncodedValue value) {
        if (answer.status() == Status.CANCELLED && draining.getAsBoolean()) {
            return new Reply(
                    call.thread(),
                    call.number(),
                    Status.DRAINING,
                    false,
                    false,
                    0,
                    EncodedValue.of("the server ends; the call was not executed"));
        }
        return new Reply(
                call.thread(),
                call.number(),
                answer.status(),
                answer.redelivered(),
                answer.underAcknowledgement(),
                answer.sequence(),
                value);
    }
}
