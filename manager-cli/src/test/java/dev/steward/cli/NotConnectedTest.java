package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.server.ServerLimit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of not connecting ends with exit code 3, and speaks of options, not of methods. */
class NotConnectedTest {

    private static final AuthKey KEY = AuthKey.of("a key that is long enough");
    private static final Path TLS = Path.of("src/test/resources/tls");

    @TempDir
    private Path folder;

    private String keyFile = "";

    @BeforeEach
    void writeKey() throws Exception {
        keyFile = Files.writeString(folder.resolve("key.txt"), "a key that is long enough\n")
                .toString();
    }

    private void assertNotConnected(String address, String words, String... more) {
        String[] arguments = new String[more.length + 5];
        System.arraycopy(new String[] {"ping", "--connect", address, "--authkey-file", keyFile}, 0, arguments, 0, 5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        Printed printed = Printed.by(arguments);
        // The others are the log of the server.
        assertThat(printed.lines())
                .filteredOn(line -> line.startsWith("steward: "))
                .singleElement()
                .asString()
                .contains(words)
                .doesNotContain("ClientOptions", "(..)", "PKIX");
        assertThat(printed.exitCode()).isEqualTo(3);
    }

    @Test
    void whereThereIsNoServer() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        assertNotConnected("127.0.0.1:" + free, "start the server there, or correct the address");
        assertNotConnected("host.invalid:8080", "has no address: correct the name");
        assertNotConnected("unix:" + folder.resolve("none"), "there is no socket");
        assertNotConnected("unix:" + keyFile, keyFile);
    }

    @Test
    void whereSomethingElseListens() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread closing = new Thread(() -> {
                try {
                    other.accept().close();
                } catch (IOException ended) {
                    // The client sees it.
                }
            });
            closing.start();
            assertNotConnected("127.0.0.1:" + other.getLocalPort(), "--tls-trust FILE");
            closing.join();
        }
    }

    @Test
    void whereTheKeyIsAnother() {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(AuthKey.of("another key, long enough"))
                .build()) {
            server.start();
            assertNotConnected(server.address(), "both sides were given the same key");
        }
    }

    @Test
    void whereTlsIsMissingOrAnother() {
        try (ManagerServer plain = ManagerServer.builder().authKey(KEY).build();
                ManagerServer encrypted = ManagerServer.builder()
                        .authKey(KEY)
                        .tls(TLS.resolve("server.pem"), TLS.resolve("server-key.pem"))
                        .build()) {
            plain.start();
            encrypted.start();
            assertNotConnected(encrypted.address(), "--tls-trust FILE");
            String other = TLS.resolve("other.pem").toString();
            assertNotConnected(encrypted.address(), "given to --tls-trust FILE", "--tls-trust", other);
            assertNotConnected(plain.address(), "TLS", "--tls-trust", other);
            String own = TLS.resolve("server.pem").toString();
            assertThat(Printed.by(
                                    "ping",
                                    "--connect",
                                    encrypted.address(),
                                    "--authkey-file",
                                    keyFile,
                                    "--tls-trust",
                                    own)
                            .exitCode())
                    .isZero();
        }
    }

    @Test
    void whereThereIsNoRoom() {
        try (ManagerServer server = ManagerServer.builder()
                .authKey(KEY)
                .limit(ServerLimit.SESSIONS, 1)
                .build()) {
            server.start();
            try (SyncManager first = ManagerClient.connect("127.0.0.1", server.port(), KEY)) {
                assertThat(first.ping()).isPositive();
                assertNotConnected(server.address(), "--limit SESSIONS=N");
            }
        }
    }
}
