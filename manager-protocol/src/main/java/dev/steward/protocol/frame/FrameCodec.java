package dev.steward.protocol.frame;

import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CallMessage;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LeavingBytes;
import dev.steward.vocabulary.Limits;
import io.netty.buffer.ByteBuf;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Messages to frames and back. A frame is the length of what follows (4 bytes), the header (type, call id) and the body;
 * {@code docs/protocol.md} has every byte. Stateless; never keeps a buffer. The Netty handlers and the reader and writer for
 * plain channels all go through here, so there is one place that splits frames and refuses bad ones.
 */
public final class FrameCodec {

    /** The bytes of the length field, which does not count itself. */
    public static final int LENGTH_BYTES = 4;

    /** The bytes of type, thread and number. */
    public static final int HEADER_BYTES = 1 + 4 + 8;

    private FrameCodec() {}

    /** Returns how many bytes the frame of a message takes at most, length field included; exact where it has no bound. */
    public static long sizeOf(Message message) {
        MessageType type = message.type();
        long body = switch (type) {
            case CALL -> sizeOfBody((Call) message);
            case REPLY -> sizeOfBody((Reply) message);
            case ACKNOWLEDGE -> BodyWriter.sizeOf((Acknowledge) message);
            case THREADS_ENDED -> BodyWriter.sizeOf((ThreadsEnded) message);
            case LARGE_CALL -> BodyWriter.sizeOf((LargeCall) message);
            case CHUNK -> BodyWriter.sizeOf((Chunk) message);
            case CLUSTER_STATE -> BodyWriter.sizeOf((ClusterState) message);
            default -> type.maxBody();
        };
        return LENGTH_BYTES + HEADER_BYTES + body;
    }

    private static long sizeOfBody(Call call) {
        long size = 2
                + 8
                + BodyWriter.sizeOf(call.received())
                + BodyWriter.sizeOfVarint(call.arguments().size());
        for (EncodedValue argument : call.arguments()) {
            size += BodyWriter.sizeOf(argument);
        }
        return size;
    }

    private static long sizeOfBody(Reply reply) {
        return 1 + 1 + BodyWriter.sizeOfVarint(reply.sequence()) + BodyWriter.sizeOf(reply.value());
    }

    /**
     * Appends the frame of a message to a buffer, which grows as needed.
     *
     * @param maxFrame the longest frame that the other side takes, in bytes after the length field
     * @throws UnsupportedValueException if the frame would be longer; the buffer is unchanged
     */
    public static void encode(Message message, ByteBuf out, int maxFrame) {
        LeavingBytes rest = encodeStart(message, out, maxFrame);
        if (rest != null) {
            rest.stretch(0, (int) rest.size()).writeTo(out::writeBytes);
        }
    }

    /**
     * Appends the frame of a message up to the bytes of its first large value: what follows can go out piece by piece, each
     * while it is in the processor's cache and the other side already reads those before it.
     *
     * @return the bytes that must follow, or null if the frame is whole
     * @throws UnsupportedValueException as {@link #encode}
     */
    static @Nullable LeavingBytes encodeStart(Message message, ByteBuf out, int maxFrame) {
        long size = sizeOf(message);
        if (size - LENGTH_BYTES > maxFrame) {
            throw new UnsupportedValueException(
                    message.type() + " takes " + size + " bytes and a frame at most " + maxFrame
                            + ": send less at a time, or raise the server's " + Limits.named("FRAME_BYTES"),
                    Outcome.NOT_EXECUTED);
        }
        int start = out.writerIndex();
        MessageType type = message.type();
        out.ensureWritable((int) Math.min(size, FramePieces.BYTES));
        out.writeInt(0);
        out.writeByte(type.code());
        if (message instanceof CallMessage call) {
            out.writeInt(call.thread());
            out.writeLong(call.number());
        } else {
            out.writeInt(0);
            out.writeLong(0);
        }
        LeavingBytes rest = BodyWriter.write(message, out);
        long written = out.writerIndex() - start + (rest == null ? 0 : rest.size());
        out.setInt(start, (int) written - LENGTH_BYTES);
        return rest;
    }

    /**
     * Takes the next message out of a buffer. What the frame claims is checked against the rules as soon as it can be
     * seen: nothing is waited for or allocated that will be refused.
     *
     * @return null if the frame is not whole yet; nothing is taken then
     * @throws ProtocolException if it is not a frame that may come; the connection is of no use after it
     */
    public static @Nullable Message decode(ByteBuf in, FrameRules rules) {
        return decode(in, rules, bytes -> true);
    }

    /**
     * As {@link #decode(ByteBuf, FrameRules)}.
     *
     * @param room tells whether so many bytes of arguments may be read; a call whose arguments may not comes as an {@link
     *     dev.steward.protocol.message.UnreadCall}
     */
    static @Nullable Message decode(ByteBuf in, FrameRules rules, LongPredicate room) {
        int start = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < LENGTH_BYTES) {
            return null;
        }
        int length = in.getInt(start);
        rules.checkLength(length);
        if (readable < LENGTH_BYTES + 1) {
            return null;
        }
        MessageType type = rules.checkType(in.getUnsignedByte(start + LENGTH_BYTES), length - HEADER_BYTES);
        if (readable - LENGTH_BYTES < length) {
            return null;
        }
        int thread = in.getInt(start + LENGTH_BYTES + 1);
        long number = in.getLong(start + LENGTH_BYTES + 5);
        checkCallId(type, thread, number);
        in.skipBytes(LENGTH_BYTES + HEADER_BYTES);
        BodyReader body = new BodyReader(type, in, start + LENGTH_BYTES + length, room);
        Message message;
        try {
            message = body.read(thread, number);
        } catch (IllegalArgumentException broken) {
            // The records check what they are made of; what they refuse is what the other side sent.
            throw new ProtocolException(type + ": " + broken.getMessage(), Outcome.UNKNOWN, broken);
        }
        body.checkEnd();
        return message;
    }

    private static void checkCallId(MessageType type, int thread, long number) {
        boolean legal = type.namesCall() ? thread >= 0 && number >= 1 : thread == 0 && number == 0;
        if (!legal) {
            throw FrameRules.refused(type + " came with the call id " + Integer.toUnsignedString(thread) + "/"
                    + Long.toUnsignedString(number)
                    + (type.namesCall() ? ": threads are below 2^31, numbers 1 to 2^63-1" : ", it names no call"));
        }
    }
}
