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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a connection whose other end has proved the key and then is silent. */
@Timeout(30)
class ProvedSocketsTest {

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int SILENT_MILLIS = 500;

    private final KeyProof proof = new KeyProof(new byte[32]);
    private final ProvedSockets sockets = new ProvedSockets(proof, SILENT_MILLIS);

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

    @Test
    void whatCannotBeAcceptedIsWaitedForAndTheNextIsLetIn() throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        CompletableFuture<Boolean> paused = new CompletableFuture<>();
        AtomicReference<ServerSocket> door = new AtomicReference<>();
        // Not bound: it accepts nothing, as a process that has no more files does.
        try (ServerSocket listener = new ProvedServerSocket(proof, SILENT_MILLIS, Thread::new, () -> {
            try {
                door.get().bind(any);
                paused.complete(true);
            } catch (IOException failed) {
                paused.completeExceptionally(failed);
            }
        })) {
            door.set(listener);
            CompletableFuture<Socket> accepted = meanwhile(listener::accept);
            assertThat(paused).succeedsWithin(LONGEST);
            connect(listener, accepted);
        }
    }

    private void connect(ServerSocket listener, CompletableFuture<Socket> accepted) throws IOException {
        try (Socket connected = sockets.createSocket("connected")) {
            connected.connect(listener.getLocalSocketAddress(), (int) LONGEST.toMillis());
            try (Socket other = accepted.join()) {
                assertThat(other.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aProofForWhichThereIsNoThreadEndsAConnectionAndKeepsNoPlace() throws IOException {
        int more = 20;
        AtomicInteger left = new AtomicInteger(more);
        ThreadFactory few = proving -> {
            if (left.getAndDecrement() > 0) {
                throw new OutOfMemoryError("on purpose: unable to create native thread");
            }
            return new Thread(proving);
        };
        try (ServerSocket listener = new ProvedServerSocket(proof, SILENT_MILLIS, few, () -> {})) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<Socket> accepted = meanwhile(listener::accept);
            for (int i = 0; i < more; i++) {
                try (Socket refused = new Socket()) {
                    refused.connect(listener.getLocalSocketAddress(), (int) LONGEST.toMillis());
                    refused.setSoTimeout((int) LONGEST.toMillis());
                    assertThat(refused.getInputStream().read()).isEqualTo(-1);
                }
            }
            connect(listener, accepted);
        }
    }
}
