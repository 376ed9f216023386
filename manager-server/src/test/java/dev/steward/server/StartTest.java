package dev.steward.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting: what is wrong is named with its cure, and leaves nothing open. */
@Timeout(30)
class StartTest {

    @AfterEach
    void noThreadIsLeft() {
        ServerThreads.awaitNone();
    }

    private static ManagerServer.Builder builder() {
        return ManagerServer.builder().authKey(RawClient.KEY);
    }

    @Test
    void portInUseIsNamed() {
        try (ManagerServer first = builder().build()) {
            first.start();
            ManagerServer second = builder().address("127.0.0.1", first.port()).build();
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("127.0.0.1:" + first.port())
                    .hasMessageContaining("choose another address");
        }
    }

    @Test
    void secondStartIsRefused() {
        try (ManagerServer server = builder().build()) {
            server.start();
            assertThatThrownBy(server::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("started before")
                    .hasMessageContaining("build another one");
        }
    }

    @Test
    void startAfterCloseIsRefused() {
        ManagerServer server = builder().build();
        server.close();
        assertThatThrownBy(server::start).hasMessageContaining("CLOSED");
    }

    @Test
    void serverWithoutKeyIsNotBuilt() {
        assertThatThrownBy(() -> ManagerServer.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("authKey");
    }

    @Test
    void offLoopbackWithoutTlsIsRefusedUnlessToldOtherwise() {
        ManagerServer open = builder().address("0.0.0.0", 0).build();
        assertThatThrownBy(open::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0.0.0.0:0")
                .hasMessageContaining("tls(certificate, key)")
                .hasMessageContaining("insecure()");
    }

    @Test
    void shortKeyIsRefusedOffLoopback() {
        ManagerServer open = ManagerServer.builder()
                .authKey(AuthKey.of("short"))
                .address("0.0.0.0", 0)
                .insecure()
                .build();
        assertThatThrownBy(open::start)
                .hasMessageContaining("fewer than 16 bytes")
                .hasMessageContaining("AuthKey.random()");
    }

    @Test
    void shortKeyServesOnLoopback() {
        try (ManagerServer server =
                ManagerServer.builder().authKey(AuthKey.of("python")).build()) {
            server.start();
            assertThat(server.port()).isPositive();
        }
    }

    @Test
    void unreadableCertificateIsNamed(@TempDir Path directory) {
        Path missing = directory.resolve("no.pem");
        assertThatThrownBy(() -> builder().tls(missing, missing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.pem")
                .hasMessageContaining("PEM");
    }

    @Test
    void limitOutOfRangeIsNamed() {
        assertThatThrownBy(() -> builder().limit(ServerLimit.HEAP_PERCENT, 101))
                .hasMessageContaining("HEAP_PERCENT")
                .hasMessageContaining("1 to 100");
    }

    @Test
    void socketFileOfADeadServerIsReplaced(@TempDir Path directory) throws IOException {
        Path socket = directory.resolve("s");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        try (ManagerServer server = builder().address(socket).build()) {
            server.start();
            RawClient.open(server).close();
        }
    }

    @Test
    void socketFileOfALivingServerIsLeftAlone(@TempDir Path directory) {
        Path socket = directory.resolve("s");
        try (ManagerServer first = builder().address(socket).build()) {
            first.start();
            ManagerServer second = builder().address(socket).build();
            assertThatThrownBy(second::start).hasMessageContaining("another process listens there");
            RawClient.open(first).close();
        }
    }

    @Test
    void ordinaryFileIsNotTakenForASocket(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("precious"), "data");
        ManagerServer server = builder().address(file).build();
        assertThatThrownBy(server::start).hasMessageContaining("is no socket");
        assertThat(file).hasContent("data");
    }

    @Test
    void stateDirectoryOfALivingServerIsRefused(@TempDir Path directory) {
        try (ManagerServer first = builder().stateDir(directory).build()) {
            first.start();
            ManagerServer second = builder().stateDir(directory).build();
            assertThatThrownBy(second::start).hasMessageContaining("in use by another server");
        }
        try (ManagerServer next = builder().stateDir(directory).build()) {
            next.start();
        }
    }

    @Test
    void addressOfAServerThatWasNotStartedIsAnError() {
        try (ManagerServer server = builder().build()) {
            assertThatThrownBy(server::address).hasMessageContaining("call start() first");
            assertThatThrownBy(server::awaitShutdown).hasMessageContaining("call start() first");
        }
    }
}
