package dev.steward.protocol.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where clients under test connect to: a port of the loopback interface, and a {@link ScriptedPeer} for each connection. */
public final class ScriptedListener implements AutoCloseable {

    private final ServerSocketChannel channel;
    private final List<ScriptedPeer> peers = new CopyOnWriteArrayList<>();
    private final Selector selector;

    /** Listens on a free port. */
    public ScriptedListener() {
        try {
            channel = ServerSocketChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel.configureBlocking(false);
            selector = Selector.open();
            channel.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), channel.socket().getLocalPort());
    }

    /** Returns the server's end of the next connection. Nothing is said yet. */
    public ScriptedPeer accept() {
        long deadline = System.nanoTime() + ScriptedPeer.PATIENCE.toNanos();
        try {
            while (true) {
                SocketChannel accepted = channel.accept();
                if (accepted != null) {
                    ScriptedPeer peer = ScriptedPeer.accepted(accepted);
                    peers.add(peer);
                    return peer;
                }
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (millis <= 0) {
                    throw new AssertionError("nobody connected within " + ScriptedPeer.PATIENCE.toSeconds() + " s");
                }
                selector.select(millis);
                selector.selectedKeys().clear();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Returns whether somebody has connected and was not accepted. */
    public boolean isCalled() {
        try {
            boolean called = selector.selectNow() > 0;
            selector.selectedKeys().clear();
            return called;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends the listener and all connections that it gave out. */
    @Override
    public void close() {
        peers.forEach(ScriptedPeer::close);
        try (selector;
                channel) {
            // Closes both, whatever one of them throws.
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
