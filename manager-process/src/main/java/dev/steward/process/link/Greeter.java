package dev.steward.process.link;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The handshake of one connection, as far as the channel lets it go. Reads not one byte more than the handshake has: what
 * follows is packets. Used by one thread at a time; never blocks.
 */
final class Greeter implements AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final SocketChannel channel;
    private final FrameReader reader;
    private final FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME);
    private final Function<Message, List<Message>> steps;
    private final BooleanSupplier complete;
    private final boolean answers;
    private boolean heard;

    private Greeter(
            SocketChannel channel,
            FrameRules rules,
            Function<Message, List<Message>> steps,
            BooleanSupplier complete,
            boolean answers) {
        this.channel = channel;
        this.reader = new FrameReader(rules);
        this.steps = steps;
        this.complete = complete;
        this.answers = answers;
    }

    /** The side that connected. */
    static Greeter ofClient(SocketChannel channel, AuthKey key) {
        ClientHandshake handshake = new ClientHandshake(new ProofKeys(key), KeyId.AUTH, nonce(), ChannelBinding.none());
        Greeter greeter =
                new Greeter(channel, FrameRules.ofClient(), handshake::onMessage, handshake::isComplete, false);
        handshake.start().forEach(greeter.writer::add);
        return greeter;
    }

    /** The side that accepted. */
    static Greeter ofServer(SocketChannel channel, AuthKey key) {
        ServerHandshake handshake =
                new ServerHandshake(ServerKeys.of(key), UUID.randomUUID(), 1, nonce(), ChannelBinding.none());
        FrameRules rules = FrameRules.ofServer(FrameRules.DEFAULT_MAX_FRAME);
        return new Greeter(channel, rules, handshake::onMessage, handshake::isComplete, true);
    }

    private static Nonce nonce() {
        byte[] bytes = new byte[Nonce.SIZE];
        RANDOM.nextBytes(bytes);
        return new Nonce(bytes);
    }

    /** Returns whether the other side has said anything. */
    boolean hasHeard() {
        return heard;
    }

    /**
     * Goes on.
     *
     * @return what to wait for, as a {@link SelectionKey} has it; 0 once both sides have proved the key
     * @throws ManagerException if the other side does not hold the key, or does not speak this protocol
     */
    int advance() throws IOException {
        try {
            while (writer.writeTo(channel)) {
                if (complete.getAsBoolean()) {
                    return 0;
                }
                Message message = reader.next();
                if (message != null) {
                    steps.apply(message).forEach(writer::add);
                } else {
                    int count = reader.readOneFrom(channel);
                    if (count < 0) {
                        throw new ConnectionLostException(
                                "the other side closed the connection during the handshake", Outcome.NOT_EXECUTED);
                    }
                    if (count == 0) {
                        return SelectionKey.OP_READ;
                    }
                    heard = true;
                }
            }
            return SelectionKey.OP_WRITE;
        } catch (ManagerException refused) {
            if (answers) {
                writer.add(Failure.of(refused));
                writer.writeTo(channel);
            }
            throw refused;
        }
    }

    @Override
    public void close() {
        reader.close();
        writer.close();
    }
}
