package dev.steward.process.link;

import dev.steward.api.AuthKey;
import dev.steward.api.Outcome;
import dev.steward.api.ProtocolException;
import dev.steward.process.child.PrivateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where children of this process connect back to it: a Unix domain socket in this process's private folder. Whoever expects a child
 * makes a ticket for it, good for one connection. The socket is there as long as somebody is expected and no longer. Safe
 * for use by any number of threads.
 */
public final class Reception {

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final Reception SHARED = new Reception();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** While a crowd of JVMs starts, a machine may be busy for long. Who is dead is known without waiting. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    // All guarded by the monitor.
    private final Map<Long, Function<Link, LinkHandler>> expected = new HashMap<>();
    private @Nullable LinkListener listener;
    private UUID secret = UUID.randomUUID();
    private int opened;

    private Reception() {}

    /** Returns the reception of this process. */
    public static Reception shared() {
        return SHARED;
    }

    /**
     * Lets one connection in. Whoever has it can make that connection: keep it out of logs, arguments and environment.
     *
     * @param path the socket
     * @param secret what the key is made of
     * @param number which of those expected it is
     */
    public record Ticket(Path path, UUID secret, long number) {

        /** Connects with this ticket. Does not block. */
        public CompletableFuture<Link> redeem(Function<Link, LinkHandler> handlers) {
            return Link.connect(UnixDomainSocketAddress.of(path), keyOf(secret), PATIENCE, link -> {
                sendTo(link, Packet.of(PacketKind.TICKET, number));
                return handlers.apply(link);
            });
        }

        /** Returns where it leads, without the secret. */
        @Override
        public String toString() {
            return "Ticket(" + path + ")";
        }
    }

    private static void sendTo(Link link, Packet packet) {
        try {
            link.send(packet);
        } catch (IOException gone) {
            // The handler hears of it, once it is there.
            LOG.debug("a connection was gone before it was used", gone);
        }
    }

    private static AuthKey keyOf(UUID secret) {
        return AuthKey.of("steward reception " + secret);
    }

    /**
     * Expects one connection.
     *
     * @param handlers makes its handler; on the loop's thread
     * @throws UncheckedIOException if the temporary folder cannot be used
     */
    public synchronized Ticket expect(Function<Link, LinkHandler> handlers) {
        LinkListener open = listener;
        if (open == null) {
            open = open();
        }
        long number = RANDOM.nextLong();
        while (expected.putIfAbsent(number, handlers) != null) {
            number = RANDOM.nextLong();
        }
        return new Ticket(pathOf(open), secret, number);
    }

    /** Expects it no longer. Returns whether it was still expected. */
    public synchronized boolean revoke(long number) {
        boolean was = expected.remove(number) != null;
        if (was) {
            closeIfUnused();
        }
        return was;
    }

    private synchronized @Nullable Function<Link, LinkHandler> admit(long number) {
        Function<Link, LinkHandler> handlers = expected.remove(number);
        closeIfUnused();
        return handlers;
    }

    private static Path pathOf(LinkListener listener) {
        return ((UnixDomainSocketAddress) listener.address()).getPath();
    }

    private LinkListener open() {
        opened++;
        Path socket = PrivateFolder.path().resolve("reception-" + opened);
        try {
            secret = UUID.randomUUID();
            LinkListener made =
                    LinkListener.open(UnixDomainSocketAddress.of(socket), keyOf(secret), PATIENCE, Arrival::new);
            listener = made;
            return made;
        } catch (IOException refused) {
            throw new UncheckedIOException(
                    "cannot listen for child processes at " + socket
                            + ": this user must be able to write there; -Djava.io.tmpdir=... names another folder",
                    refused);
        }
    }

    private void closeIfUnused() {
        LinkListener open = listener;
        if (expected.isEmpty() && open != null) {
            listener = null;
            open.close();
        }
    }

    /** A connection that proved the key, and has not said yet what it is for. */
    private static final class Arrival implements LinkHandler {
        private final Link link;
        private final LinkLoop.Timer patience;

        Arrival(Link link) {
            this.link = link;
            this.patience = LinkLoop.shared().schedule(PATIENCE, link::abort);
        }

        @Override
        public void onPacket(Packet packet) {
            patience.cancel();
            Function<Link, LinkHandler> handlers = packet.kind() == PacketKind.TICKET && packet.size() == Long.BYTES
                    ? SHARED.admit(packet.buffer().getLong())
                    : null;
            if (handlers == null) {
                throw new ProtocolException(
                        "a connection came without a ticket that is expected", Outcome.NOT_EXECUTED);
            }
            link.handOver(handlers.apply(link));
        }

        @Override
        public void onClosed(@Nullable Throwable why) {
            patience.cancel();
        }
    }
}
