package dev.steward.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.protocol.peer.ScriptedPeer;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    Path directory;

    private KeyStore certified() throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
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
        return keys;
    }

    private Path pem(String name, String label, byte[] bytes) throws Exception {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void speaksTls13WithItsCertificateAndNothingElse() throws Exception {
        List<String> refused = new CopyOnWriteArrayList<>();
        KeyStore keys = certified();
        Certificate certificate = keys.getCertificate("server");
        Path chain = pem("server.pem", "CERTIFICATE", certificate.getEncoded());
        Path key = pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RawClient.KEY)
                .limit(ServerLimit.AUTHENTICATION_MILLIS, 2_000)
                .tls(chain, key)
                .events(new ServerEvents() {
                    @Override
                    public void refused(String peer, String reason) {
                        refused.add(reason);
                    }
                })
                .build()) {
            server.start();
            try (SSLSocket socket =
                    (SSLSocket) trusting(certificate).getSocketFactory().createSocket("127.0.0.1", server.port())) {
                socket.startHandshake();
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
                assertThat(socket.getSession().getPeerCertificates()[0]).isEqualTo(certificate);
            }
            try (ScriptedPeer plain = ScriptedPeer.connect(RawClient.addressOf(server))) {
                plain.sendBytes("it may be a secret".repeat(4).getBytes(US_ASCII));
                plain.receiveEnd();
            }
            Awaitility.await().untilAsserted(() -> assertThat(refused).containsExactly("it speaks no TLS"));
        }
        ServerThreads.awaitNone();
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
