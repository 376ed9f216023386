package dev.steward.systemtests.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SyncManager;
import dev.steward.client.ClientOptions;
import dev.steward.server.ManagerServer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS between client and server, and every way to have it wrong. */
class TlsTest extends ServedTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    /** Made once: each takes a JVM of its own. */
    private static final Map<String, Certified> CERTIFIED = new HashMap<>();

    private record Certified(Path certificate, Path key) {}

    private static Certified certified(String name) throws Exception {
        Certified known = CERTIFIED.get(name);
        if (known == null) {
            known = newlyCertified(name);
            CERTIFIED.put(name, known);
        }
        return known;
    }

    private static Certified newlyCertified(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new Certified(
                pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded()),
                pem(
                        name + "-key.pem",
                        "PRIVATE KEY",
                        keys.getKey(name, PASSWORD.toCharArray()).getEncoded()));
    }

    private static Path pem(String name, String label, byte[] bytes) throws Exception {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
        return Files.writeString(folder.resolve(name), text);
    }

    private ManagerServer serveWithTls(Certified certified) {
        return serve(onLoopback().tls(certified.certificate(), certified.key()));
    }

    private static ClientOptions.Builder options() {
        return ClientOptions.builder().connectTimeout(Duration.ofSeconds(5));
    }

    @Test
    void callsAndWaitsWorkUnderTls() throws Exception {
        Certified certified = certified("server");
        ManagerServer server = serveWithTls(certified);
        SyncManager one = connect(server.port(), options().trust(certified.certificate()));
        SyncManager two = connect(server.port(), options().trust(certified.certificate()));
        SharedQueue<Integer> queue = one.queue("jobs", Integer.class);
        Future<Integer> taking = meanwhile(queue::take);
        two.queue("jobs", Integer.class).put(42);
        assertThat(get(taking)).isEqualTo(42);
    }

    @Test
    void anotherCertificateIsNotTrusted() throws Exception {
        ManagerServer server = serveWithTls(certified("server"));
        Path other = certified("other").certificate();
        assertThatThrownBy(() -> connect(server.port(), options().trust(other)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("TLS with 127.0.0.1:" + server.port())
                .hasMessageContaining("ClientOptions.trust");
    }

    @Test
    void aClientWithoutTlsIsToldWhatAServerWithItWants() throws Exception {
        ManagerServer server = serveWithTls(certified("server"));
        assertThatThrownBy(() -> connect(server.port(), options()))
                .isInstanceOf(ManagerException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("TLS");
    }

    @Test
    void aClientWithTlsIsToldThatTheServerHasNone() throws Exception {
        ManagerServer server = serve();
        Path certificate = certified("server").certificate();
        assertThatThrownBy(() -> connect(server.port(), options().trust(certificate)))
                .isInstanceOf(ManagerException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("TLS");
    }

    @Test
    void aFileWithoutACertificateIsNamed() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertThatThrownBy(() -> connect(1, options().trust(empty)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> connect(1, options().trust(folder.resolve("none.pem"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none.pem");
    }
}
