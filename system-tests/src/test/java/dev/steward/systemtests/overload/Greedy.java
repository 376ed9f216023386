package dev.steward.systemtests.overload;

import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameCodec;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.peer.ScriptedPeer;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** A client that knows the key and says what it likes, frame by frame. It acknowledges nothing that it is not told to. */
final class Greedy implements AutoCloseable {

    private static final int TOGETHER_BYTES = 1 << 20;
    private static final int TOGETHER_CALLS = 500;

    private final ScriptedPeer peer;
    private long number;

    private Greedy(ScriptedPeer peer) {
        this.peer = peer;
    }

    /** Connects, proves the key and opens a session that may be away for so long. */
    static Greedy open(SmallServer server, Duration window) {
        ScriptedPeer peer = ScriptedPeer.connect(new InetSocketAddress("127.0.0.1", server.port()), SmallServer.KEY);
        try {
            peer.send(new OpenSession(
                    UUID.randomUUID(),
                    new SessionSecret(ScriptedPeer.randomBytes()),
                    Duration.ofMinutes(5),
                    window,
                    1,
                    "greedy"));
            peer.receive(SessionOpened.class);
            peer.enter(Phase.IN_SESSION);
            return new Greedy(peer);
        } catch (RuntimeException | Error refused) {
            peer.close();
            throw refused;
        }
    }

    /** Sends a call of a logical thread, as any number. */
    void send(
            int thread,
            long callNumber,
            Received received,
            Operation operation,
            ObjectId on,
            EncodedValue... arguments) {
        peer.send(new Call(thread, callNumber, operation.code(), on, received, List.of(arguments)));
    }

    /** Calls and returns the reply; acknowledges none of those before. */
    Reply ask(Operation operation, ObjectId on, EncodedValue... arguments) {
        send(1, ++number, Received.NOTHING, operation, on, arguments);
        return peer.receive(Reply.class);
    }

    /** Waits for so many replies and hands each on. */
    void receive(int replies, Consumer<Reply> hearer) {
        for (int i = 0; i < replies; i++) {
            hearer.accept(peer.receive(Reply.class));
        }
    }

    /** Makes many objects, each with a name. */
    void makeNamed(String typeId, int count, IntFunction<String> name) {
        for (int made = 0; made < count; ) {
            int until = Math.min(count, made + TOGETHER_CALLS);
            int sent = until - made;
            List<Message> calls = new ArrayList<>();
            for (; made < until; made++) {
                calls.add(new Call(
                        1,
                        ++number,
                        Operation.CREATE.code(),
                        ObjectId.DIRECTORY,
                        Received.below(number - calls.size()),
                        List.of(
                                EncodedValue.of(typeId),
                                EncodedValue.of(name.apply(made)),
                                EncodedValue.listOf(List.of()))));
            }
            peer.send(calls.toArray(Message[]::new));
            for (int received = 0; received < sent; received++) {
                Reply reply = peer.receive(Reply.class);
                if (reply.status() != Status.OK) {
                    throw new AssertionError(reply);
                }
            }
        }
    }

    /** Makes an object that only this client refers to. */
    ObjectId create(String typeId, EncodedValue... creation) {
        return make(typeId, creation).value().tokens().get(0).objectId();
    }

    /** As {@link #create}; returns the reply, whatever it is. */
    Reply make(String typeId, EncodedValue... creation) {
        return ask(
                Operation.CREATE,
                ObjectId.DIRECTORY,
                EncodedValue.of(typeId),
                EncodedValue.NULL,
                EncodedValue.listOf(List.of(creation)));
    }

    /** Sends messages until the server has closed the connection, or there are no more. */
    void sendUntilCut(Iterable<? extends Message> messages) {
        try {
            for (Message message : messages) {
                peer.send(message);
            }
        } catch (RuntimeException cut) {
            // As it should be.
        }
    }

    /** Waits until the server has closed the connection; a server that is behind reads first what was sent. */
    void awaitCut() {
        peer.skipToEnd();
    }

    /** As {@link #sendUntilCut}, with as many of them as fit into a megabyte at once: all of it arrives before anybody is cut. */
    void sendTogetherUntilCut(Iterable<? extends Message> messages) {
        ByteBuf frames = Unpooled.buffer();
        try {
            for (Message message : messages) {
                FrameCodec.encode(message, frames, FrameRules.DEFAULT_MAX_FRAME);
                if (frames.readableBytes() >= TOGETHER_BYTES) {
                    send(frames);
                }
            }
            send(frames);
        } catch (RuntimeException cut) {
            // As it should be.
        }
    }

    private void send(ByteBuf frames) {
        byte[] bytes = new byte[frames.readableBytes()];
        frames.readBytes(bytes);
        frames.clear();
        peer.sendBytes(bytes);
    }

    /** Sends the first so many bytes of a frame of that length, and no more. */
    void begin(int frameBytes, int sentBytes) {
        Call call = new Call(
                1,
                1,
                Operation.LIST_ADD.code(),
                new ObjectId(1),
                Received.NOTHING,
                List.of(EncodedValue.of("x".repeat(64))));
        ByteBuf start = Unpooled.buffer();
        FrameCodec.encode(call, start, FrameRules.DEFAULT_MAX_FRAME);
        start.setInt(0, frameBytes);
        byte[] bytes = new byte[sentBytes];
        start.readBytes(bytes, 0, Math.min(sentBytes, start.readableBytes()));
        peer.sendBytes(bytes);
    }

    @Override
    public void close() {
        peer.close();
    }
}
