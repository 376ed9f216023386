package dev.steward.server.warmup;

import dev.steward.api.AuthKey;
import dev.steward.api.ObjectId;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Received;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.secret.SessionSecret;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.BuiltInType;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * A client that calls a server of the same process to have its code loaded and compiled: one connection, one session, one
 * logical thread, of the real protocol. One thread at a time; blocks, and an interrupt ends it.
 */
public final class LoopbackClient implements AutoCloseable {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final EncodedValue ELEMENT = EncodedValue.of("an element");
    private static final EncodedValue FOR_EVER = EncodedValue.of(-1);

    private final SocketChannel channel;
    private final FrameReader reader = new FrameReader(FrameRules.ofClient());
    private final FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);
    private long number;

    private LoopbackClient(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects and opens a session.
     *
     * @throws IOException if that cannot be done
     */
    public static LoopbackClient open(int port, AuthKey key) throws IOException {
        LoopbackClient client =
                new LoopbackClient(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        try {
            client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.enter(key);
            return client;
        } catch (IOException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    private void enter(AuthKey key) throws IOException {
        ClientHandshake handshake =
                new ClientHandshake(new ProofKeys(key), KeyId.AUTH, new Nonce(random()), new byte[0]);
        send(handshake.start());
        while (!handshake.isComplete()) {
            send(handshake.onMessage(receive()));
        }
        reader.enter(Phase.AUTHENTICATED);
        send(List.of(new OpenSession(
                UUID.randomUUID(),
                new SessionSecret(random()),
                LEASE,
                Duration.ZERO,
                ProcessHandle.current().pid(),
                "warm-up")));
        receive(SessionOpened.class);
        reader.enter(Phase.IN_SESSION);
    }

    private static byte[] random() {
        byte[] bytes = new byte[Nonce.SIZE];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /**
     * Makes an object of each of the usual types, calls them in turn, and drops them with the session.
     *
     * @param longest after which time to stop
     * @param most the number of rounds after which to stop
     * @return how many rounds it came to
     */
    public int exercise(Duration longest, int most) throws IOException {
        long until = System.nanoTime() + longest.toNanos();
        ObjectId list = create(BuiltInType.LIST);
        ObjectId dict = create(BuiltInType.DICT);
        ObjectId queue = create(BuiltInType.QUEUE, EncodedValue.of(0));
        ObjectId value = create(BuiltInType.VALUE, EncodedValue.of("code:l"), EncodedValue.of(0));
        ObjectId lock = create(BuiltInType.LOCK);
        call(Operation.LIST_ADD, list, ELEMENT);
        inspect(list);
        int rounds = 0;
        while (rounds < most && System.nanoTime() - until < 0) {
            rounds++;
            EncodedValue n = EncodedValue.of(rounds);
            call(Operation.LIST_SET, list, EncodedValue.of(0), n);
            call(Operation.LIST_GET, list, EncodedValue.of(0));
            call(Operation.DICT_PUT, dict, ELEMENT, n);
            call(Operation.DICT_GET, dict, ELEMENT);
            call(Operation.QUEUE_PUT, queue, n, FOR_EVER);
            call(Operation.QUEUE_TAKE, queue, FOR_EVER);
            call(Operation.VALUE_SET, value, n);
            call(Operation.LOCK_ACQUIRE, lock, FOR_EVER);
            call(Operation.LOCK_RELEASE, lock);
        }
        send(List.of(new CloseSession()));
        receive(SessionClosed.class);
        return rounds;
    }

    /** Asks what people ask, once: that need not be fast, but its classes are loaded. */
    private void inspect(ObjectId object) throws IOException {
        EncodedValue few = EncodedValue.of(10);
        call(Operation.DESCRIBE, ObjectId.DIRECTORY);
        call(Operation.INSPECT, ObjectId.DIRECTORY, EncodedValue.NULL, few);
        call(Operation.SESSIONS, ObjectId.DIRECTORY, few);
        call(Operation.OBJECT_PEEK, object, few);
        call(Operation.NAMES, ObjectId.DIRECTORY, EncodedValue.of("*"));
    }

    private ObjectId create(BuiltInType type, EncodedValue... arguments) throws IOException {
        Reply made = call(
                Operation.CREATE,
                ObjectId.DIRECTORY,
                EncodedValue.of(type.typeId()),
                EncodedValue.NULL,
                EncodedValue.listOf(List.of(arguments)));
        return made.value().tokens().get(0).objectId();
    }

    private Reply call(Operation operation, ObjectId target, EncodedValue... arguments) throws IOException {
        number++;
        send(List.of(new Call(1, number, operation.code(), target, Received.below(number), List.of(arguments))));
        Reply reply = receive(Reply.class);
        if (reply.status() != Status.OK || reply.number() != number) {
            throw new IOException(operation + " was answered with " + reply);
        }
        return reply;
    }

    private void send(List<Message> messages) throws IOException {
        messages.forEach(writer::add);
        while (!writer.writeTo(channel)) {
            Thread.onSpinWait();
        }
    }

    private <T extends Message> T receive(Class<T> kind) throws IOException {
        Message message = receive();
        while (!kind.isInstance(message)) {
            message = receive();
        }
        return kind.cast(message);
    }

    private Message receive() throws IOException {
        Message message = reader.next();
        while (message == null) {
            if (reader.readFrom(channel) < 0) {
                throw new EOFException("the server closed the connection");
            }
            message = reader.next();
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        try (channel;
                reader;
                writer) {
            // Closes all three, whatever one of them throws.
        }
    }
}
