package dev.steward.process;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.api.ProtocolException;
import dev.steward.api.UnsupportedValueException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Connections over TCP and Unix domain sockets, with friends, strangers and broken peers. */
@Timeout(60)
@SuppressWarnings("try") // Closing in the middle is what is tested.
class ListenerTest {

    record Point(int x, int y) {}

    private static final AuthKey KEY = AuthKey.of("a key that both sides have");
    private static final String LOCAL = "127.0.0.1";

    @Test
    void acceptsOverTcpWhoHoldsTheKey() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                Connection server = listener.accept()) {
            client.send(List.of(1, "two"));
            assertThat(server.recv()).isEqualTo(List.of(1, "two"));
            server.sendBytes(new byte[] {9});
            assertThat(client.recvBytes()).containsExactly(9);
            assertThat(listener.lastAccepted()).isNotNull();
        }
    }

    @Test
    void acceptsOverAUnixSocketAndRemovesItAtTheEnd(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        try (Listener listener = Listener.open(socket, KEY);
                Connection client = Connection.connect(socket, KEY);
                Connection server = listener.accept()) {
            server.send("hello");
            assertThat(client.recv()).isEqualTo("hello");
            assertThatThrownBy(listener::port).hasMessageContaining("has no port");
        }
        assertThat(socket).doesNotExist();
        assertThatThrownBy(() -> Connection.connect(socket, KEY))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("nobody listens");
    }

    @Test
    void closingAgainLeavesTheSocketOfTheNextListener(@TempDir Path folder) throws Exception {
        Path socket = folder.resolve("s");
        Listener former = Listener.open(socket, KEY);
        former.close();
        try (Listener next = Listener.open(socket, KEY)) {
            former.close();
            assertThat(socket).exists();
            try (Connection client = Connection.connect(socket, KEY);
                    Connection server = next.accept()) {
                client.send("hello");
                assertThat(server.recv()).isEqualTo("hello");
            }
        }
    }

    @Test
    void wrongKeyIsRefusedThereAndNeverAccepted() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY)) {
            assertThatThrownBy(() -> Connection.connect(LOCAL, listener.port(), AuthKey.of("another key than that")))
                    .isInstanceOf(AuthenticationException.class)
                    .hasMessageContaining("same key");
            assertThat(listener.accept(ofMillis(20))).isNull();
        }
    }

    @Test
    void garbageAndSilenceDoNotHoldUpOthers() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                Socket silent = new Socket(LOCAL, listener.port());
                Socket garbage = new Socket(LOCAL, listener.port())) {
            garbage.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            try (Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                    Connection server = listener.accept()) {
                server.send("hello");
                assertThat(client.recv()).isEqualTo("hello");
            }
            garbage.setSoTimeout(10_000);
            assertThat(garbage.getInputStream().readAllBytes())
                    .as("told why, then closed")
                    .isNotEmpty();
            assertThat(silent.isConnected()).isTrue();
        }
    }

    @Test
    void strangerThatListensIsToldApart() throws Exception {
        try (ServerSocket stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> {
                try (Socket accepted = stranger.accept()) {
                    accepted.getOutputStream().write("220 mail ready, say something\r\n".getBytes());
                    accepted.getOutputStream().flush();
                    accepted.getInputStream().read();
                } catch (java.io.IOException broken) {
                    throw new java.io.UncheckedIOException(broken);
                }
            });
            assertThatThrownBy(() -> Connection.connect(LOCAL, stranger.getLocalPort(), KEY))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("no listener of this library");
            answering.get(10, TimeUnit.SECONDS);
            assertThatThrownBy(() -> Connection.connect(LOCAL, stranger.getLocalPort(), KEY, ofMillis(300)))
                    .isInstanceOf(ConnectionLostException.class)
                    .hasMessageContaining("300 ms");
        }
    }

    @Test
    void halfAFrameThenTheEndIsNoMessage() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                BrokenPeer peer = BrokenPeer.connect(listener.port(), KEY);
                Connection server = listener.accept()) {
            peer.write(new byte[] {0, 0, 0, 100, 1, 5, 5, 5});
            peer.close();

            assertThatThrownBy(server::recv)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("in the middle");
        }
    }

    @Test
    void frameThatClaimsTooMuchIsRefusedBeforeRoomIsMade() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                BrokenPeer peer = BrokenPeer.connect(listener.port(), KEY);
                Connection server = listener.accept()) {
            peer.write(new byte[] {0x7F, -1, -1, -1, 1});

            assertThatThrownBy(server::recv)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("2147483647");
        }
    }

    @Test
    void valueThatIsNoneIsRefused() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                BrokenPeer peer = BrokenPeer.connect(listener.port(), KEY);
                Connection server = listener.accept()) {
            peer.write(new byte[] {0, 0, 0, 3, 1, 99, 99});

            assertThatThrownBy(server::recv).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void onlyClassesThatAreNamedAreOpened() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                Connection server = listener.accept()) {
            client.send(new Point(1, 2));
            assertThatThrownBy(server::recv)
                    .isInstanceOf(UnsupportedValueException.class)
                    .hasMessageContaining("Point");
            assertThat(server.recv(Point.class)).isEqualTo(new Point(1, 2));
            server.send(new Point(3, 4));
            assertThat(client.allow(Point.class).recv()).isEqualTo(new Point(3, 4));
        }
    }

    @Test
    void endOfTheOtherSideIsSeenHere() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                Connection server = listener.accept()) {
            client.sendBytes(new byte[5_000_000 / 100]);
            client.close();

            assertThat(server.recvBytes()).hasSize(50_000);
            assertThatThrownBy(server::recv).isInstanceOf(EndOfFileException.class);
            assertThatThrownBy(() -> server.send(1)).isInstanceOf(ConnectionLostException.class);
        }
    }

    @Test
    void senderWaitsWhenNobodyReads() throws Exception {
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                Connection server = listener.accept()) {
            byte[] part = new byte[1 << 20];
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
                try {
                    for (int i = 0; i < 64; i++) {
                        client.sendBytes(part);
                    }
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            });
            assertThatThrownBy(() -> sending.get(300, TimeUnit.MILLISECONDS))
                    .as("64 MiB do not fit into the buffers between")
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            for (int i = 0; i < 64; i++) {
                assertThat(server.recvBytes()).hasSize(1 << 20);
            }
            sending.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void senderOfMessagesWithNothingInThemWaitsToo() throws Exception {
        byte[] empty = {0, 0, 0, 1, 2};
        ByteBuffer many = ByteBuffer.allocate(empty.length * (4 << 20));
        while (many.hasRemaining()) {
            many.put(empty);
        }
        many.flip();
        try (Listener listener = Listener.open(LOCAL, 0, KEY);
                BrokenPeer peer = BrokenPeer.connect(listener.port(), KEY);
                Connection flooded = listener.accept();
                Connection client = Connection.connect(LOCAL, listener.port(), KEY);
                Connection server = listener.accept()) {
            for (int inVain = 0; inVain < 50; ) {
                inVain = peer.writeSome(many) == 0 ? inVain + 1 : 0;
                assertThat(many.hasRemaining()).as("not all went").isTrue();
                // What reads all connections has come round, and has read what it reads at all.
                client.send(inVain);
                assertThat(server.recv()).isEqualTo(inVain);
            }
            assertThat(flooded.recvBytes()).isEmpty();
        }
    }

    @Test
    void closedListenerSaysSo() throws Exception {
        Listener listener = Listener.open(LOCAL, 0, KEY);
        CompletableFuture<Void> accepting = CompletableFuture.runAsync(() -> {
            try {
                Objects.requireNonNull(listener.accept()).close();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        listener.close();

        assertThatThrownBy(() -> accepting.get(10, TimeUnit.SECONDS)).hasMessageContaining("is closed");
        assertThatThrownBy(() -> Connection.connect(LOCAL, 1, KEY, ofSeconds(5)))
                .isInstanceOf(ConnectionLostException.class);
        assertThatThrownBy(() -> Listener.open("0.0.0.0", 0, KEY)).hasMessageContaining("openInsecure");
        assertThatThrownBy(() -> Listener.openInsecure("0.0.0.0", 0, AuthKey.of("short")))
                .hasMessageContaining("too short");
        assertThatThrownBy(() -> Connection.connect(LOCAL, 1, KEY, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
