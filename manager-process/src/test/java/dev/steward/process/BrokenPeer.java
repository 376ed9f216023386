package dev.steward.process;

import dev.steward.api.AuthKey;
import dev.steward.protocol.frame.FrameReader;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.frame.FrameWriter;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Proves the key and then writes whatever a test tells it to. */
final class BrokenPeer implements AutoCloseable {

    private final SocketChannel channel;

    private BrokenPeer(SocketChannel channel) {
        this.channel = channel;
    }

    static BrokenPeer connect(int port, AuthKey key) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ClientHandshake handshake = new ClientHandshake(
                new ProofKeys(key), KeyId.AUTH, new Nonce(new byte[Nonce.SIZE]), ChannelBinding.none());
        try (FrameReader reader = new FrameReader(FrameRules.ofClient());
                FrameWriter writer = new FrameWriter(FrameRules.DEFAULT_MAX_FRAME)) {
            handshake.start().forEach(writer::add);
            while (!handshake.isComplete()) {
                writer.writeTo(channel);
                Message message = reader.next();
                if (message == null) {
                    reader.readFrom(channel);
                } else {
                    handshake.onMessage(message).forEach(writer::add);
                }
            }
        }
        return new BrokenPeer(channel);
    }

    void write(byte[] bytes) throws IOException {
        channel.write(ByteBuffer.wrap(bytes));
    }

    /** Writes as much as there is room for at once; returns how much that was. */
    int writeSome(ByteBuffer bytes) throws IOException {
        channel.configureBlocking(false);
        return channel.write(bytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
