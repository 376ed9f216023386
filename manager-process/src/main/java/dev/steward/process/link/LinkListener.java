package dev.steward.process.link;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.report.LimitedLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts connections at an address and lets in those that prove the key, many at a time, so that one that says nothing
 * holds up no other. Accepting runs on the loop.
 */
public final class LinkListener implements LinkLoop.Ready, AutoCloseable {

    /** How long a stranger's connection may take to prove the key. */
    public static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(5);

    /**
     * So many may be proving the key at once. Above that whoever comes takes the place of one that has said nothing, or that
     * had half of its time; accepting pauses if there is none.
     */
    private static final int MOST_UNPROVED = 256;

    /** Others have a turn in between. */
    private static final int ACCEPTED_AT_ONCE = 64;

    private static final int BACKLOG = 256;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Logger LOG = LoggerFactory.getLogger(LinkListener.class);
    private static final LimitedLog LIMITED_LOG = LimitedLog.warnings(LOG);

    private final LinkLoop loop = LinkLoop.shared();
    private final ServerSocketChannel channel;
    private final AuthKey authKey;
    private final Duration patience;
    private final Function<Link, LinkHandler> handlers;
    private final SocketAddress address;
    private final AtomicBoolean closed = new AtomicBoolean();

    // Of the loop's thread alone.
    private @Nullable SelectionKey key;
    private final Set<Introduction> unproved = new LinkedHashSet<>();

    private LinkListener(
            ServerSocketChannel channel, AuthKey authKey, Duration patience, Function<Link, LinkHandler> handlers)
            throws IOException {
        this.channel = channel;
        this.authKey = authKey;
        this.patience = patience;
        this.handlers = handlers;
        this.address = channel.getLocalAddress();
    }

    /**
     * Listens at an address.
     *
     * @param patience how long a connection may take to prove the key
     * @param handlers makes the handler of each connection that proved the key; on the loop's thread
     * @throws IOException if nobody can listen there
     */
    public static LinkListener open(
            SocketAddress address, AuthKey authKey, Duration patience, Function<Link, LinkHandler> handlers)
            throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel channel =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        try {
            if (!unix) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            channel.bind(address, BACKLOG);
            channel.configureBlocking(false);
            LinkListener listener = new LinkListener(channel, authKey, patience, handlers);
            listener.loop.execute(listener::start);
            return listener;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private void start() {
        if (channel.isOpen()) {
            try {
                key = loop.register(channel, SelectionKey.OP_ACCEPT, this);
            } catch (IOException closed) {
                onFailed(closed);
            }
        }
    }

    /** Returns where it listens, with the port that was found where 0 was asked for. */
    public SocketAddress address() {
        return address;
    }

    @Override
    public void onReady(SelectionKey mine) throws IOException {
        for (int count = 0; count < ACCEPTED_AT_ONCE; count++) {
            if (unproved.size() >= MOST_UNPROVED && !oneGivesWay()) {
                pause(mine);
                return;
            }
            SocketChannel accepted;
            try {
                accepted = channel.accept();
            } catch (IOException tooManyFiles) {
                // The connection stays in the backlog; without a pause this would spin.
                LIMITED_LOG.tell(
                        "cannot accept",
                        () -> "cannot accept a connection at " + address + ": " + tooManyFiles.getMessage());
                pause(mine);
                return;
            }
            if (accepted == null) {
                return;
            }
            Introduction introduction = Introduction.accept(accepted, authKey, patience, handlers);
            unproved.add(introduction);
            CompletableFuture<Link> ignored =
                    introduction.made().whenComplete((link, problem) -> onProved(introduction, problem));
        }
    }

    /** Ends the oldest that has said nothing, or else the oldest that had half of its time; returns whether there was one. */
    private boolean oneGivesWay() {
        long now = System.nanoTime();
        long hadItsTime = now - patience.dividedBy(2).toNanos();
        Introduction leaving = null;
        for (Introduction one : unproved) {
            if (!one.hasHeard()) {
                leaving = one;
                break;
            }
            if (leaving == null && one.isOlderThan(hadItsTime)) {
                leaving = one;
            }
        }
        if (leaving == null) {
            return false;
        }
        leaving.onFailed(new TimeoutException("others came who may have had more to say"));
        return true;
    }

    private void onProved(Introduction introduction, @Nullable Throwable problem) {
        unproved.remove(introduction);
        if (problem instanceof AuthenticationException || problem instanceof ProtocolException) {
            LIMITED_LOG.tell("refused", () -> "a connection to " + address + " was refused: " + problem.getMessage());
        } else if (problem != null) {
            LOG.debug("a connection to {} ended before it was one", address, problem);
        }
    }

    private void pause(SelectionKey mine) {
        mine.interestOps(0);
        loop.schedule(PAUSE, () -> {
            if (mine.isValid()) {
                mine.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
    }

    @Override
    public void onFailed(Throwable problem) {
        LOG.error("{} cannot accept connections any more", address, problem);
        close();
    }

    /** Listens no more; connections that were let in stay. Any thread; may be called again. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            // Another one may listen at the same path by now.
            return;
        }
        try {
            channel.close();
            if (address instanceof UnixDomainSocketAddress unix) {
                Files.deleteIfExists(unix.getPath());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot close the listener at " + address, broken);
        }
        // A closed channel leaves its selector only when that selects again.
        loop.execute(() -> key = null);
    }
}
