package dev.steward.systemtests.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ClientOptions;
import dev.steward.client.ManagerClient;
import dev.steward.server.ManagerServer;
import dev.steward.systemtests.chaos.ChaosProxy;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS between client and server, and every way to have it wrong. */
class TlsTest extends ServedTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private static Path folder;

    /** Made once: each takes a JVM of its own. */
    private static final Map<List<String>, Certified> CERTIFIED = new HashMap<>();

    private record Certified(Path certificate, Path key) {}

    private static Certified certified(String name, String... more) throws Exception {
        List<String> asked = Stream.concat(Stream.of(name), Stream.of(more)).toList();
        Certified known = CERTIFIED.get(asked);
        if (known == null) {
            known = newlyCertified(name, more);
            CERTIFIED.put(asked, known);
        }
        return known;
    }

    /** Returns a certificate that an authority signed for a host, such as {@code dns:localhost}. */
    private static Certified signedFor(String host) throws Exception {
        authority();
        return certified("signed-for-" + host.replace(':', '-'), "-signer", "authority", "-ext", "san=" + host);
    }

    private static Certified authority() throws Exception {
        return certified("authority", "-ext", "bc:c");
    }

    private static Certified newlyCertified(String name, String... more) throws Exception {
        Path store = folder.resolve("keys.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
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
                PASSWORD));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
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
    void aCertificateOfATrustedAuthorityIsTrustedForItsHostOnly() throws Exception {
        Path authority = authority().certificate();
        ManagerServer meant = serveWithTls(signedFor("ip:127.0.0.1"));
        SyncManager manager = connect(meant.port(), options().trust(authority));
        manager.queue("jobs", Integer.class).put(42);
        assertThat(manager.names("*")).containsExactly("jobs");

        Certified elsewhere = signedFor("dns:elsewhere.example");
        ManagerServer another = serveWithTls(elsewhere);
        assertThatThrownBy(() -> connect(another.port(), options().trust(authority)))
                .isInstanceOf(ConnectionLostException.class)
                .hasMessageContaining("TLS with 127.0.0.1:" + another.port())
                .hasMessageContaining("not for this host");
        SyncManager pinned = connect(another.port(), options().trust(elsewhere.certificate()));
        assertThat(pinned.names("*")).isEmpty();
    }

    @Test
    void aSessionOutlastsBreaksUnderTls() throws Exception {
        ManagerServer server = serveWithTls(signedFor("ip:127.0.0.1"));
        ChaosProxy chaos = chaos(server);
        SyncManager manager = connect(chaos.port(), options().trust(authority().certificate()));
        SharedValue<Long> counter = manager.value("counter", TypeCode.LONG, 0L);
        for (int i = 0; i < 5; i++) {
            counter.getAndAdd(1L);
            chaos.breakAll();
        }
        assertThat(counter.get()).isEqualTo(5);
    }

    @Test
    void aCertificateThatHasExpiredIsTrustedIfItIsTheOneThatWasGiven() throws Exception {
        Certified expired = certified("expired", "-startdate", "-2y", "-validity", "365");
        ManagerServer server = serveWithTls(expired);
        assertThat(connect(server.port(), options().trust(expired.certificate()))
                        .names("*"))
                .isEmpty();
    }

    @Test
    void aSocketHasNoHostSoThatASignatureSuffices() throws Exception {
        Certified elsewhere = signedFor("dns:elsewhere.example");
        Path socket = folder.resolve("s");
        serve(ManagerServer.builder().authKey(KEY).address(socket).tls(elsewhere.certificate(), elsewhere.key()));
        ClientOptions trusting = options().trust(authority().certificate()).build();
        try (SyncManager manager = ManagerClient.connect(socket, KEY, trusting)) {
            assertThat(manager.names("*")).isEmpty();
        }
    }

    @Test
    void aKeyThatIsNotThatOfTheCertificateIsRefusedBeforeTheServerStarts() throws Exception {
        Certified server = certified("server");
        Certified other = certified("other");
        Certified rsa = certified("rsa", "-keyalg", "RSA", "-keysize", "2048");
        ManagerServer.Builder builder = onLoopback();
        assertThatThrownBy(() -> builder.tls(server.certificate(), other.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other-key.pem is not that of the certificate")
                .hasMessageContaining("server.pem");
        assertThatThrownBy(() -> builder.tls(server.certificate(), rsa.key()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rsa-key.pem");
        assertThatThrownBy(() -> builder.tls(server.certificate(), server.certificate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no PKCS#8 key");
        ManagerServer started = serveWithTls(rsa);
        assertThat(connect(started.port(), options().trust(rsa.certificate())).names("*"))
                .isEmpty();
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
