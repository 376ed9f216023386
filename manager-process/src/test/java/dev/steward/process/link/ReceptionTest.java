package dev.steward.process.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.process.child.PrivateFolder;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceptionTest {

    private static final Duration LONGER_THAN_A_STRANGER_MAY_TAKE =
            LinkListener.HANDSHAKE_TIMEOUT.plus(Duration.ofSeconds(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void aChildThatTakesLongToProveTheKeyIsLetIn() throws Exception {
        CompletableFuture<Link> arrived = new CompletableFuture<>();
        Reception.Ticket ticket = Reception.shared().expect(link -> {
            arrived.complete(link);
            return new Silence();
        });
        Path way = PrivateFolder.path().resolve("slow-way");
        try (ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            door.bind(UnixDomainSocketAddress.of(way));
            Future<?> passing = threads.submit(() -> passOnSlowly(door, ticket.path()));
            Link child = new Reception.Ticket(way, ticket.secret(), ticket.number())
                    .redeem(link -> new Silence())
                    .get(30, TimeUnit.SECONDS);
            assertThat(arrived.get(10, TimeUnit.SECONDS)).isNotNull();
            child.close();
            passing.get(10, TimeUnit.SECONDS);
        } finally {
            Reception.shared().revoke(ticket.number());
            Files.deleteIfExists(way);
        }
    }

    /** Passes one connection on to a socket; what it says first comes late. */
    private @Nullable Void passOnSlowly(ServerSocketChannel door, Path socket) throws Exception {
        try (SocketChannel child = door.accept();
                SocketChannel parent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Future<?> back = threads.submit(() -> copy(parent, child));
            Thread.sleep(LONGER_THAN_A_STRANGER_MAY_TAKE.toMillis());
            copy(child, parent);
            back.get(10, TimeUnit.SECONDS);
        }
        return null;
    }

    private static @Nullable Void copy(SocketChannel from, SocketChannel to) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(8_192);
        while (from.read(buffer) >= 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
            buffer.clear();
        }
        to.shutdownOutput();
        return null;
    }

    /** Takes nothing and says nothing. */
    private static final class Silence implements LinkHandler {
        @Override
        public void onPacket(Packet packet) {
            throw new IllegalStateException(packet.kind() + " came, and nobody sent it");
        }

        @Override
        public void onClosed(@Nullable Throwable why) {
            // Both ends are closed by the test.
        }
    }
}
