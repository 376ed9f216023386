package dev.steward.process.link;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose two sides have not proved the key to each other yet. It becomes a {@link Link}, or comes to nothing.
 * On the loop's thread only.
 */
final class Introduction implements LinkLoop.Ready {

    private final LinkLoop loop = LinkLoop.shared();
    private final SocketChannel channel;
    private final Function<Link, LinkHandler> handlers;
    private final CompletableFuture<Link> made = new CompletableFuture<>();
    private final long since = System.nanoTime();
    private LinkLoop.@Nullable Timer patience;
    private @Nullable Greeter greeter;
    private @Nullable Link link;

    private Introduction(SocketChannel channel, Function<Link, LinkHandler> handlers) {
        this.channel = channel;
        this.handlers = handlers;
    }

    /** Makes a connection and proves the key; see {@link Link#connect}. Any thread. */
    static CompletableFuture<Link> connect(
            SocketAddress address, AuthKey authKey, Duration timeout, Function<Link, LinkHandler> handlers) {
        SocketChannel channel;
        try {
            boolean unix = address instanceof UnixDomainSocketAddress;
            channel = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        } catch (IOException noFiles) {
            return CompletableFuture.failedFuture(noFiles);
        }
        Introduction mine = new Introduction(channel, handlers);
        mine.loop.execute(() -> mine.connect(address, authKey, timeout));
        return mine.made;
    }

    /** Takes over a channel that was accepted. */
    static Introduction accept(
            SocketChannel channel, AuthKey authKey, Duration timeout, Function<Link, LinkHandler> handlers) {
        Introduction mine = new Introduction(channel, handlers);
        mine.accept(authKey, timeout);
        return mine;
    }

    /** Completes on the loop's thread: with the link, or exceptionally with what went wrong. */
    CompletableFuture<Link> made() {
        return made;
    }

    /** Returns whether the other side has said anything. */
    boolean hasHeard() {
        Greeter greeting = greeter;
        return greeting != null && greeting.hasHeard();
    }

    /** Returns whether it began before that time. */
    boolean isOlderThan(long nanoTime) {
        return since - nanoTime < 0;
    }

    private void connect(SocketAddress address, AuthKey authKey, Duration timeout) {
        try {
            prepare(timeout);
            boolean connected = channel.connect(address);
            // Behind the connect: the other side prepares itself meanwhile.
            greeter = Greeter.ofClient(channel, authKey);
            loop.register(channel, connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT, this);
        } catch (IOException | RuntimeException broken) {
            onFailed(broken);
        }
    }

    private void accept(AuthKey authKey, Duration timeout) {
        try {
            prepare(timeout);
            greeter = Greeter.ofServer(channel, authKey);
            loop.register(channel, SelectionKey.OP_READ, this);
        } catch (IOException | RuntimeException broken) {
            onFailed(broken);
        }
    }

    private void prepare(Duration timeout) throws IOException {
        channel.configureBlocking(false);
        patience = loop.schedule(
                timeout,
                () -> onFailed(new TimeoutException(
                        "the other side did not finish the handshake within " + timeout.toMillis() + " ms")));
    }

    @Override
    public void onReady(SelectionKey key) throws IOException {
        if (key.isConnectable()) {
            channel.finishConnect();
        }
        Greeter greeting = greeter;
        if (greeting != null) {
            int next = greeting.advance();
            key.interestOps(next);
            if (next == 0) {
                enter(key);
            }
        }
    }

    private void enter(SelectionKey key) throws IOException {
        end();
        if (!(channel.getLocalAddress() instanceof UnixDomainSocketAddress)) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        Link entered = new Link(channel, key);
        link = entered;
        entered.begin(handlers.apply(entered));
        if (!made.complete(entered)) {
            // Whoever connected has given up.
            entered.close();
        }
    }

    @Override
    public void onFailed(Throwable problem) {
        end();
        Link entered = link;
        if (entered != null) {
            entered.onFailed(problem);
        } else {
            try {
                channel.close();
            } catch (IOException alsoBroken) {
                problem.addSuppressed(alsoBroken);
            }
        }
        made.completeExceptionally(problem);
    }

    private void end() {
        LinkLoop.Timer waiting = patience;
        if (waiting != null) {
            waiting.cancel();
            patience = null;
        }
        Greeter greeting = greeter;
        if (greeting != null) {
            greeting.close();
            greeter = null;
        }
    }
}
