package dev.steward.protocol.peer;

import dev.steward.api.AuthKey;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.AuthenticatedClient;
import dev.steward.protocol.handshake.Capabilities;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.handshake.Welcome;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection that does what a test says, message by message or byte by byte. Every wait is bounded: what does
 * not come within {@link #PATIENCE} is an {@link AssertionError} that says what was waited for. One thread at a time.
 */
public final class ScriptedPeer implements AutoCloseable {

    /** How long a peer waits for anything. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SocketChannel channel;
    private final Selector selector;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);

    private ScriptedPeer(SocketChannel channel, FrameRules rules) throws IOException {
        this.channel = channel;
        this.selector = Selector.open();
        this.reader = new FrameReader(rules);
        channel.configureBlocking(false);
    }

    /** Connects to a server, TCP or Unix domain socket, as its client. Nothing is said yet. */
    public static ScriptedPeer connect(SocketAddress address) {
        try {
            return new ScriptedPeer(SocketChannel.open(address), FrameRules.ofClient());
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot connect to " + address, broken);
        }
    }

    /** Connects to a server and proves the key; the connection belongs to no session yet. */
    public static ScriptedPeer connect(SocketAddress address, AuthKey key) {
        ScriptedPeer peer = connect(address);
        try {
            peer.authenticate(key, KeyId.AUTH);
            return peer;
        } catch (RuntimeException | Error failed) {
            peer.close();
            throw failed;
        }
    }

    static ScriptedPeer accepted(SocketChannel channel) throws IOException {
        return new ScriptedPeer(channel, FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME));
    }

    /** Returns 32 random bytes, fit to be a nonce or a secret. */
    public static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Sends messages, whether or not they may be sent now. */
    public void send(Message... messages) {
        for (Message message : messages) {
            writer.add(message);
        }
        waitFor(
                "to write " + List.of(messages),
                SelectionKey.OP_WRITE,
                () -> writer.writeTo(channel) ? messages : null);
    }

    /** Sends bytes as they are. */
    public void sendBytes(byte... bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        waitFor("to write " + bytes.length + " bytes", SelectionKey.OP_WRITE, () -> {
            channel.write(rest);
            return rest.hasRemaining() ? null : rest;
        });
    }

    /**
     * Returns the next message.
     *
     * @throws ProtocolException if what comes may not come now
     * @throws AssertionError if the connection ends, or nothing comes
     */
    public Message receive() {
        return waitFor("a message", SelectionKey.OP_READ, () -> {
            Message next = reader.next();
            while (next == null) {
                int count = reader.readFrom(channel);
                if (count < 0) {
                    throw new AssertionError("waited for a message, but the other side closed the connection");
                }
                if (count == 0) {
                    return null;
                }
                next = reader.next();
            }
            return next;
        });
    }

    /** Returns the next message, which must be of that kind. */
    public <T extends Message> T receive(Class<T> kind) {
        Message message = receive();
        if (!kind.isInstance(message)) {
            throw new AssertionError("waited for " + kind.getSimpleName() + ", but there came " + message);
        }
        return kind.cast(message);
    }

    /** Waits until the other side closes the connection; a message instead is an error. */
    public void receiveEnd() {
        waitFor("the end of the connection", SelectionKey.OP_READ, () -> {
            Message next = reader.next();
            if (next != null) {
                throw new AssertionError("waited for the end of the connection, but there came " + next);
            }
            try {
                return reader.readFrom(channel) < 0 ? true : null;
            } catch (IOException reset) {
                return true;
            }
        });
    }

    /** Waits for the end of the connection and drops what comes before it. */
    public void skipToEnd() {
        waitFor("the end of the connection", SelectionKey.OP_READ, () -> {
            try {
                boolean ended = reader.readFrom(channel) < 0;
                while (reader.next() != null) {
                    // What comes does not matter here.
                }
                return ended ? true : null;
            } catch (IOException reset) {
                return true;
            }
        });
    }

    /** Lets in what the next phase allows. */
    public void enter(Phase next) {
        reader.enter(next);
    }

    /** Goes through the handshake as a client. */
    public Welcome authenticate(AuthKey key, KeyId keyId) {
        ClientHandshake handshake =
                new ClientHandshake(new ProofKeys(key), keyId, new Nonce(randomBytes()), new byte[0]);
        send(handshake.start().toArray(Message[]::new));
        while (!handshake.isComplete()) {
            send(handshake.onMessage(receive()).toArray(Message[]::new));
        }
        enter(Phase.AUTHENTICATED);
        return handshake.result();
    }

    /** Goes through the handshake as a server. */
    public AuthenticatedClient welcome(ServerKeys keys, UUID serverId, long incarnation) {
        return welcome(keys, serverId, incarnation, Capabilities.CURRENT);
    }

    /** Goes through the handshake as a server that speaks that. */
    public AuthenticatedClient welcome(ServerKeys keys, UUID serverId, long incarnation, Capabilities capabilities) {
        ServerHandshake handshake =
                new ServerHandshake(keys, serverId, incarnation, new Nonce(randomBytes()), new byte[0], capabilities);
        while (!handshake.isComplete()) {
            send(handshake.onMessage(receive()).toArray(Message[]::new));
        }
        enter(Phase.AUTHENTICATED);
        return handshake.result();
    }

    /** Closes the connection with a reset instead of a proper end, as a crash of the machine would. TCP only. */
    public void reset() {
        try {
            channel.setOption(java.net.StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        close();
    }

    @Override
    public void close() {
        try (selector;
                channel;
                reader;
                writer) {
            // Closes all four, whatever one of them throws.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Tries until it gives something, waiting for the channel in between. */
    private <T> T waitFor(String what, int operation, Attempt<T> attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            channel.register(selector, operation);
            while (true) {
                T done = attempt.once();
                if (done != null) {
                    return done;
                }
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new AssertionError("waited " + PATIENCE.toSeconds() + " s for " + what + " in vain");
                }
                selector.select(millis);
                selector.selectedKeys().clear();
                if (Thread.currentThread().isInterrupted()) {
                    throw new AssertionError("interrupted while waiting for " + what);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the connection broke while waiting for " + what, broken);
        }
    }

    @FunctionalInterface
    private interface Attempt<T> {
        @Nullable
        T once() throws IOException;
    }
}
