package dev.steward.protocol.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.protocol.message.Acknowledge;
import dev.steward.protocol.message.Acknowledge.ThreadReceived;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Chunk;
import dev.steward.protocol.message.ClientHello;
import dev.steward.protocol.message.ClientProof;
import dev.steward.protocol.message.ClusterMessage.AskCluster;
import dev.steward.protocol.message.ClusterMessage.ClusterState;
import dev.steward.protocol.message.Draining;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.GiveBack;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.LargeCall;
import dev.steward.protocol.message.LargeReply;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Pull;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Received.Range;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.message.ServerProof;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionRefused;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.message.ThreadsEnded;
import dev.steward.protocol.secret.FixedBytes;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.protocol.value.LeavingBytes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of each message, field by field, straight into the buffer. {@link BodyReader} is its mirror: the two are read
 * side by side.
 */
final class BodyWriter {

    /** What follows the size of a value of so many bytes or more is not written with the rest. */
    static final int LARGE_BYTES = 64 << 10;

    private BodyWriter() {}

    /**
     * Writes a body, up to the bytes of its first large value.
     *
     * @return the bytes that are missing, or null if it is whole
     */
    static @Nullable LeavingBytes write(Message message, ByteBuf out) {
        return switch (message.type()) {
            case CALL -> write((Call) message, out);
            case REPLY -> write((Reply) message, out);
            default -> {
                writeWhole(message, out);
                yield null;
            }
        };
    }

    private static void writeWhole(Message message, ByteBuf out) {
        switch (message.type()) {
            case CLIENT_HELLO -> write((ClientHello) message, out);
            case SERVER_HELLO -> write((ServerHello) message, out);
            case CLIENT_PROOF -> fixed(((ClientProof) message).proof(), out);
            case SERVER_PROOF -> fixed(((ServerProof) message).proof(), out);
            case OPEN_SESSION -> write((OpenSession) message, out);
            case SESSION_OPENED -> terms(((SessionOpened) message).terms(), out);
            case JOIN_SESSION -> write((JoinSession) message, out);
            case SESSION_JOINED -> terms(((SessionJoined) message).terms(), out);
            case SESSION_REFUSED -> {
                out.writeByte(((SessionRefused) message).reason().code());
                text(((SessionRefused) message).text(), out);
            }
            case ASK_CLUSTER -> out.writeByte(((AskCluster) message).wish().code());
            case CLUSTER_STATE -> write((ClusterState) message, out);
            case GIVE_BACK -> write((GiveBack) message, out);
            case CANCEL, PARK, PARKED, CLOSE_SESSION, LEAVE -> {}
            case ACKNOWLEDGE -> write((Acknowledge) message, out);
            case HEARTBEAT -> varint(((Heartbeat) message).tick(), out);
            case HEARTBEAT_ANSWER -> varint(((HeartbeatAnswer) message).tick(), out);
            case THREADS_ENDED -> write((ThreadsEnded) message, out);
            case SESSION_CLOSED -> text(((SessionClosed) message).reason(), out);
            case DRAINING -> text(((Draining) message).reason(), out);
            case FAILURE -> {
                out.writeByte(((Failure) message).code().code());
                text(((Failure) message).text(), out);
            }
            case CHUNK -> {
                varint(((Chunk) message).from(), out);
                varint(((Chunk) message).bytes().size(), out);
                ((Chunk) message).bytes().writeTo(out::writeBytes);
            }
            case PULL -> {
                varint(((Pull) message).from(), out);
                varint(((Pull) message).count(), out);
            }
            case LARGE_CALL -> write((LargeCall) message, out);
            case LARGE_REPLY -> write((LargeReply) message, out);
            case CALL, REPLY -> throw new IllegalArgumentException(message.type() + " may be large");
            case PUSH, BATCH, CREDIT, HEADER_MAP -> throw new IllegalArgumentException(message.type() + " is reserved");
        }
    }

    private static void write(ClientHello hello, ByteBuf out) {
        out.writeInt(ClientHello.MAGIC);
        out.writeShort(hello.lowestVersion());
        out.writeShort(hello.highestVersion());
        out.writeLong(hello.features());
        fixed(hello.nonce(), out);
        out.writeByte(hello.keyId().code());
    }

    private static void write(ServerHello hello, ByteBuf out) {
        out.writeShort(hello.version());
        out.writeLong(hello.features());
        fixed(hello.nonce(), out);
        uuid(hello.serverId(), out);
        out.writeLong(hello.incarnation());
    }

    private static void write(OpenSession open, ByteBuf out) {
        uuid(open.sessionId(), out);
        fixed(open.secret(), out);
        varint(open.lease().toMillis(), out);
        varint(open.resumeWindow().toMillis(), out);
        varint(open.processId(), out);
        text(open.clientName(), out);
    }

    private static void write(JoinSession join, ByteBuf out) {
        uuid(join.sessionId(), out);
        fixed(join.secret(), out);
        out.writeByte(join.role().code());
    }

    private static void write(ClusterState state, ByteBuf out) {
        text(state.self(), out);
        text(state.leader(), out);
        out.writeByte(state.leads() ? 1 : 0);
        varint(state.term(), out);
        varint(state.applied(), out);
        varint(state.committed(), out);
        varint(state.appended(), out);
        varint(state.logBytes(), out);
        varint(state.heapBytes(), out);
        varint(state.mostHeapBytes(), out);
        varint(state.members().size(), out);
        for (ClusterState.Member member : state.members()) {
            text(member.name(), out);
            text(member.address(), out);
            text(member.clientAddress(), out);
            out.writeByte(member.reached() ? 1 : 0);
        }
    }

    private static void terms(SessionTerms terms, ByteBuf out) {
        varint(terms.lease().toMillis(), out);
        varint(terms.resumeWindow().toMillis(), out);
        varint(terms.heartbeat().toMillis(), out);
        varint(terms.maxCalls(), out);
        varint(terms.maxWaitingCalls(), out);
        varint(terms.maxFrame(), out);
        varint(terms.maxValue(), out);
    }

    private static @Nullable LeavingBytes write(Call call, ByteBuf out) {
        out.writeShort(call.operation());
        out.writeLong(call.target().value());
        received(call.received(), out);
        varint(call.arguments().size(), out);
        return values(call.arguments(), out);
    }

    private static @Nullable LeavingBytes write(Reply reply, ByteBuf out) {
        out.writeByte(reply.status().code());
        flags(reply.redelivered(), reply.underAcknowledgement(), out);
        varint(reply.sequence(), out);
        if (reply.value().size() < LARGE_BYTES) {
            value(reply.value(), out);
            return null;
        }
        return values(List.of(reply.value()), out);
    }

    /** Writes values up to the bytes of the first large one; returns those and what follows, or null if there is none. */
    private static @Nullable LeavingBytes values(List<EncodedValue> values, ByteBuf out) {
        for (int i = 0; i < values.size(); i++) {
            EncodedValue value = values.get(i);
            if (value.size() >= LARGE_BYTES) {
                varint(value.size(), out);
                return from(values, i);
            }
            value(value, out);
        }
        return null;
    }

    private static LeavingBytes from(List<EncodedValue> values, int first) {
        LeavingBytes.Builder bytes = new LeavingBytes.Builder().add(values.get(first), 0);
        for (EncodedValue next : values.subList(first + 1, values.size())) {
            ByteBuf size = Unpooled.buffer((int) sizeOfVarint(next.size()));
            varint(next.size(), size);
            bytes.add(size.array()).add(next, 0);
        }
        return bytes.build();
    }

    private static void write(GiveBack giveBack, ByteBuf out) {
        out.writeByte((giveBack.counted() ? BodyReader.COUNTED : 0) | (giveBack.unopened() ? BodyReader.UNOPENED : 0));
        varint(giveBack.kept(), out);
    }

    private static void flags(boolean redelivered, boolean underAcknowledgement, ByteBuf out) {
        out.writeByte((redelivered ? BodyReader.REDELIVERED : 0)
                | (underAcknowledgement ? BodyReader.UNDER_ACKNOWLEDGEMENT : 0));
    }

    private static void write(LargeCall call, ByteBuf out) {
        out.writeShort(call.operation());
        out.writeLong(call.target().value());
        received(call.received(), out);
        varint(call.sizes().size(), out);
        for (int size : call.sizes()) {
            varint(size, out);
        }
    }

    private static void write(LargeReply reply, ByteBuf out) {
        out.writeByte(reply.status().code());
        flags(reply.redelivered(), reply.underAcknowledgement(), out);
        varint(reply.sequence(), out);
        varint(reply.transfer(), out);
        varint(reply.size(), out);
    }

    private static void write(Acknowledge acknowledge, ByteBuf out) {
        varint(acknowledge.threads().size(), out);
        for (ThreadReceived entry : acknowledge.threads()) {
            out.writeInt(entry.thread());
            received(entry.received(), out);
        }
    }

    private static void write(ThreadsEnded ended, ByteBuf out) {
        varint(ended.threads().size(), out);
        for (int thread : ended.threads()) {
            out.writeInt(thread);
        }
    }

    // The kinds of fields.

    private static void received(Received received, ByteBuf out) {
        varint(received.floor(), out);
        varint(received.ranges().size(), out);
        long missing = received.floor();
        for (Range range : received.ranges()) {
            varint(range.first() - missing, out);
            varint(range.last() - range.first() + 1, out);
            missing = range.last() + 1;
        }
    }

    private static void value(EncodedValue value, ByteBuf out) {
        varint(value.size(), out);
        value.writeTo(out::writeBytes);
    }

    private static void fixed(FixedBytes fixed, ByteBuf out) {
        out.writeBytes(fixed.bytes());
    }

    private static void uuid(UUID id, ByteBuf out) {
        out.writeLong(id.getMostSignificantBits());
        out.writeLong(id.getLeastSignificantBits());
    }

    private static void text(String text, ByteBuf out) {
        // By the JDK: Netty's own way loads its pooled allocator, which a short program's client has no other use for.
        byte[] bytes = text.getBytes(UTF_8);
        varint(bytes.length, out);
        out.writeBytes(bytes);
    }

    private static void varint(long number, ByteBuf out) {
        long rest = number;
        while (rest > 0x7F) {
            out.writeByte(((int) rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    // How long they are.

    static long sizeOf(Acknowledge acknowledge) {
        long size = sizeOfVarint(acknowledge.threads().size());
        for (ThreadReceived entry : acknowledge.threads()) {
            size += 4 + sizeOf(entry.received());
        }
        return size;
    }

    static long sizeOf(ClusterState state) {
        long size = sizeOf(state.self()) + sizeOf(state.leader()) + 1;
        size += sizeOfVarint(state.term()) + sizeOfVarint(state.applied());
        size += sizeOfVarint(state.committed()) + sizeOfVarint(state.appended());
        size += sizeOfVarint(state.logBytes()) + sizeOfVarint(state.heapBytes()) + sizeOfVarint(state.mostHeapBytes());
        size += sizeOfVarint(state.members().size());
        for (ClusterState.Member member : state.members()) {
            size += sizeOf(member.name()) + sizeOf(member.address()) + sizeOf(member.clientAddress()) + 1;
        }
        return size;
    }

    private static long sizeOf(String text) {
        int bytes = text.getBytes(UTF_8).length;
        return sizeOfVarint(bytes) + (long) bytes;
    }

    static long sizeOf(ThreadsEnded ended) {
        return sizeOfVarint(ended.threads().size()) + 4L * ended.threads().size();
    }

    static long sizeOf(LargeCall call) {
        long size = 2 + 8 + sizeOf(call.received()) + sizeOfVarint(call.sizes().size());
        for (int one : call.sizes()) {
            size += sizeOfVarint(one);
        }
        return size;
    }

    static long sizeOf(Chunk chunk) {
        return sizeOfVarint(chunk.from())
                + sizeOfVarint(chunk.bytes().size())
                + chunk.bytes().size();
    }

    static long sizeOf(Received received) {
        long size =
                sizeOfVarint(received.floor()) + sizeOfVarint(received.ranges().size());
        long missing = received.floor();
        for (Range range : received.ranges()) {
            size += sizeOfVarint(range.first() - missing) + sizeOfVarint(range.last() - range.first() + 1);
            missing = range.last() + 1;
        }
        return size;
    }

    static long sizeOf(EncodedValue value) {
        return sizeOfVarint(value.size()) + value.size();
    }

    static long sizeOfVarint(long number) {
        // One byte for each 7 bits begun; zero has one bit here.
        return (63L - Long.numberOfLeadingZeros(number | 1)) / 7 + 1;
    }
}
