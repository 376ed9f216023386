package dev.steward.python.wire;

import dev.steward.protocol.transport.ByteMemory;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * The client's end of a connection, as CPython 3.12 and later makes it, for a server that calls itself to have its code loaded.
 * Blocks; used by one thread, whose interrupt closes it.
 */
public final class ClientEnd implements AutoCloseable {

    private static final int MOST_BYTES = 1 << 20;
    private static final int READ_BYTES = 4 << 10;

    private final SocketChannel channel;
    private final FrameInput input = new FrameInput(MOST_BYTES, ByteMemory.UNCOUNTED);
    private final ByteBuffer read = ByteBuffer.allocate(READ_BYTES).limit(0);

    private ClientEnd(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects; both sides prove the key.
     *
     * @throws IOException if that cannot be done
     */
    public static ClientEnd enter(SocketAddress address, ProvenKey key) throws IOException {
        ClientEnd client = new ClientEnd(SocketChannel.open(address));
        try {
            if (address instanceof InetSocketAddress) {
                client.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            client.prove(key);
            return client;
        } catch (IOException | RuntimeException failed) {
            client.close();
            throw failed;
        }
    }

    private void prove(ProvenKey key) throws IOException {
        byte[] challenge = receive();
        byte[] message = Arrays.copyOfRange(challenge, Handshake.CHALLENGE.length, challenge.length);
        byte[] name = Digest.SHA_256.prefix();
        if (!Arrays.equals(ask(Handshake.joined(name, key.code(Digest.SHA_256, message))), Handshake.WELCOME)) {
            throw new IOException("the server does not accept its own key");
        }
        // What is asked for is as long as theirs; nobody needs to be convinced by the answer.
        byte[] asked = Handshake.joined(name, new byte[Handshake.RANDOM_BYTES]);
        byte[] ignored = ask(Handshake.joined(Handshake.CHALLENGE, asked));
        send(Handshake.WELCOME);
    }

    /** Sends a message and returns the answer. */
    public byte[] ask(byte[] message) throws IOException {
        send(message);
        return receive();
    }

    private void send(byte[] message) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(FrameInput.frameOf(message));
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    private byte[] receive() throws IOException {
        for (FrameBytes frame = input.next(read); ; frame = input.next(read)) {
            if (frame != null && frame.bytes() != null) {
                return frame.bytes();
            }
            read.clear();
            int count = channel.read(read);
            read.flip();
            if (count < 0) {
                throw new EOFException("the server has closed the connection");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
