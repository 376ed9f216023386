package dev.steward.cluster.jgroups;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a connection whose other end has proved the key and then is silent. */
@Timeout(30)
class ProvedSocketsTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final ProvedSockets sockets = new ProvedSockets(new KeyProof(new byte[32]), 500);

    private static <T> CompletableFuture<T> meanwhile(Input<T> task) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return task.get();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private interface Input<T> {
        T get() throws IOException;
    }

    @Test
    void whoeverReadsAndWhoeverWritesThereGoesOn() throws IOException {
        try (ServerSocket listener = sockets.createServerSocket("listener");
                Socket connected = sockets.createSocket("connected")) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<Socket> accepted = meanwhile(listener::accept);
            connected.connect(listener.getLocalSocketAddress(), (int) LONGEST.toMillis());
            try (Socket silent = accepted.join()) {
                assertThat(silent.isConnected()).isTrue();
                CompletableFuture<Integer> reading =
                        meanwhile(() -> connected.getInputStream().read());
                // The other end takes nothing: so it stands still, before or after the end.
                CompletableFuture<Integer> writing = meanwhile(() -> {
                    byte[] much = new byte[1 << 16];
                    while (true) {
                        connected.getOutputStream().write(much);
                    }
                });
                assertThat(writing)
                        .failsWithin(LONGEST)
                        .withThrowableThat()
                        .withRootCauseInstanceOf(SocketException.class);
                assertThat(reading)
                        .failsWithin(LONGEST)
                        .withThrowableThat()
                        .withRootCauseInstanceOf(SocketTimeoutException.class);
            }
        }
    }
}
