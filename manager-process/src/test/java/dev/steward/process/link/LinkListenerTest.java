package dev.steward.process.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkListenerTest {

    private static final AuthKey KEY = AuthKey.random();

    /** Longer than any test takes. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Test
    void whoSaysNothingKeepsNobodyOut() throws Exception {
        CompletableFuture<Link> arrived = new CompletableFuture<>();
        List<Socket> silent = new ArrayList<>();
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (LinkListener listener = LinkListener.open(anyPort, KEY, PATIENCE, link -> {
            arrived.complete(link);
            return new Quiet();
        })) {
            InetSocketAddress address = (InetSocketAddress) listener.address();
            for (int i = 0; i < 400; i++) {
                silent.add(new Socket(address.getAddress(), address.getPort()));
            }
            Link honest =
                    Link.connect(address, KEY, PATIENCE, link -> new Quiet()).get(30, TimeUnit.SECONDS);
            Link accepted = arrived.get(10, TimeUnit.SECONDS);
            assertThat(accepted).isNotNull();
            honest.close();
            accepted.close();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    /** Takes nothing and says nothing. */
    private static final class Quiet implements LinkHandler {
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
