package dev.steward.client.warmup;

import dev.steward.api.AuthKey;
import dev.steward.api.ManagerException;
import dev.steward.api.ObjectId;
import dev.steward.api.ObjectToken;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Call;
import dev.steward.protocol.message.CloseSession;
import dev.steward.protocol.message.Heartbeat;
import dev.steward.protocol.message.HeartbeatAnswer;
import dev.steward.protocol.message.JoinSession;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.Reply;
import dev.steward.protocol.message.SessionClosed;
import dev.steward.protocol.message.SessionJoined;
import dev.steward.protocol.message.SessionOpened;
import dev.steward.protocol.message.SessionTerms;
import dev.steward.protocol.secret.Nonce;
import dev.steward.protocol.value.EncodedValue;
import dev.steward.vocabulary.Operation;
import dev.steward.vocabulary.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server that knows one client, of the same process, and gives each operation the same answer every time: what a client
 * needs to have its code loaded and compiled. Speaks the real protocol. Closing it ends all its connections.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int MOST_CALLS = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final EncodedValue TEXT = EncodedValue.of("an element");
    private static final EncodedValue NUMBER = EncodedValue.of(1);
    private static final UUID ID = UUID.randomUUID();
    private static final SessionTerms TERMS = new SessionTerms(
            LONG, LONG, HEARTBEAT, MOST_CALLS, MOST_CALLS, FrameRules.DEFAULT_MAX_FRAME, FrameRules.DEFAULT_MAX_FRAME);

    /** The answers by the number of the operation; null of all others. */
    private static final Map<Integer, EncodedValue> ANSWERS = Map.of(
            Operation.LIST_GET.code(),
            TEXT,
            Operation.LIST_SET.code(),
            TEXT,
            Operation.DICT_GET.code(),
            NUMBER,
            Operation.DICT_PUT.code(),
            NUMBER,
            Operation.QUEUE_PUT.code(),
            EncodedValue.of(true),
            Operation.QUEUE_TAKE.code(),
            NUMBER,
            Operation.VALUE_GET.code(),
            NUMBER,
            Operation.LOCK_ACQUIRE.code(),
            EncodedValue.listOf(List.of(NUMBER, EncodedValue.of(false))));

    private final ServerSocketChannel listener;
    private final ServerKeys keys;
    private final AtomicLong objects = new AtomicLong();

    private LoopbackServer(ServerSocketChannel listener, AuthKey key) {
        this.listener = listener;
        this.keys = ServerKeys.of(key);
    }

    /**
     * Listens on the loopback interface, on a port that is picked.
     *
     * @throws IOException if it cannot
     */
    public static LoopbackServer open(AuthKey key) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failed) {
            listener.close();
            throw failed;
        }
        LoopbackServer server = new LoopbackServer(listener, key);
        start(server::accept);
        return server;
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "manager-client-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the port that it listens on. */
    public int port() {
        return listener.socket().getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = listener.accept();
                start(() -> serve(channel));
            }
        } catch (IOException closed) {
            LOG.trace("no more connections", closed);
        }
    }

    private void serve(SocketChannel channel) {
        try (Connection connection = new Connection(channel)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.serve();
        } catch (IOException | ManagerException ended) {
            // The client sees that its connection has broken.
            LOG.debug("a connection for warming up has ended", ended);
        }
    }

    /** Ends listening; connections end with their client. */
    @Override
    public void close() throws IOException {
        listener.close();
    }

    /** One connection of the client. */
    private final class Connection implements AutoCloseable {
        private final SocketChannel channel;
        private final FrameReader reader = new FrameReader(FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME));
        private final FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);

        Connection(SocketChannel channel) {
            this.channel = channel;
        }

        void serve() throws IOException {
            byte[] random = new byte[Nonce.SIZE];
            RANDOM.nextBytes(random);
            ServerHandshake handshake = new ServerHandshake(keys, ID, 1, new Nonce(random), new byte[0]);
            Message message = receive();
            while (message != null) {
                if (!handshake.isComplete()) {
                    send(handshake.onMessage(message));
                    if (handshake.isComplete()) {
                        reader.enter(Phase.AUTHENTICATED);
                    }
                } else {
                    answer(message);
                }
                message = receive();
            }
        }

        private void answer(Message message) throws IOException {
            if (message instanceof OpenSession) {
                send(List.of(new SessionOpened(TERMS)));
                reader.enter(Phase.IN_SESSION);
            } else if (message instanceof JoinSession) {
                send(List.of(new SessionJoined(TERMS)));
                reader.enter(Phase.IN_SESSION);
            } else if (message instanceof Call call) {
                send(List.of(new Reply(call.thread(), call.number(), Status.OK, false, false, 1, resultOf(call))));
            } else if (message instanceof Heartbeat heartbeat) {
                send(List.of(new HeartbeatAnswer(heartbeat.tick())));
            } else if (message instanceof CloseSession) {
                send(List.of(new SessionClosed("as asked")));
            }
        }

        private void send(List<Message> messages) throws IOException {
            messages.forEach(writer::add);
            while (!writer.writeTo(channel)) {
                Thread.onSpinWait();
            }
        }

        /** Returns the next message; null at the end. */
        private @Nullable Message receive() throws IOException {
            Message message = reader.next();
            while (message == null) {
                if (reader.readFrom(channel) < 0) {
                    return null;
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

    private EncodedValue resultOf(Call call) {
        if (call.operation() == Operation.CREATE.code()) {
            return EncodedValue.of(new ObjectToken(
                    ID, 1, call.arguments().get(0).asText(), new ObjectId(objects.incrementAndGet()), List.of()));
        }
        return ANSWERS.getOrDefault(call.operation(), EncodedValue.NULL);
    }
}
