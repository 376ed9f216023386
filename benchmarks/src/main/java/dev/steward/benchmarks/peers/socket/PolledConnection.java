package dev.steward.benchmarks.peers.socket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection whose thread polls before it waits. Used by one thread; closed by any. */
final class PolledConnection implements Closeable {

    private static final long POLL_NANOS = 50_000;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    PolledConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channel.configureBlocking(false);
        this.selector = Selector.open();
        this.key = channel.register(selector, SelectionKey.OP_READ);
    }

    /** Connects for one purpose. */
    static PolledConnection open(SocketAddress server, Greeting greeting) throws IOException {
        PolledConnection connection = new PolledConnection(SocketChannel.open(server));
        connection.write(ByteBuffer.wrap(greeting.toBytes()));
        return connection;
    }

    /** Reads until the buffer is full; its position is where it ends. */
    void fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            readSome(buffer);
        }
    }

    /** Reads at least one byte. */
    // To give the core to whoever needs it, and be back at once if nobody does, is what is measured here.
    @SuppressWarnings("ThreadPriorityCheck")
    void readSome(ByteBuffer buffer) throws IOException {
        int read = channel.read(buffer);
        if (read == 0) {
            long start = System.nanoTime();
            while (read == 0) {
                if (System.nanoTime() - start < POLL_NANOS) {
                    Thread.yield();
                } else {
                    await(SelectionKey.OP_READ);
                }
                read = channel.read(buffer);
            }
        }
        if (read < 0) {
            throw new EOFException("the other side has closed the connection");
        }
    }

    /** Writes all of the buffer. */
    void write(ByteBuffer buffer) throws IOException {
        channel.write(buffer);
        while (buffer.hasRemaining()) {
            await(SelectionKey.OP_WRITE);
            channel.write(buffer);
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        selector.select();
        selector.selectedKeys().clear();
    }

    @Override
    public void close() throws IOException {
        selector.close();
        channel.close();
    }
}
