package dev.steward.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.server.ManagerServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where the server has TLS, so has its endpoint, with the same certificate. */
@Timeout(60)
class EndpointTlsTest {

    private static final String PASSWORD = "changeit";

    @TempDir
    private Path folder;

    private KeyStore keys;

    @BeforeEach
    void makeCertificate() throws Exception {
        Path store = folder.resolve("store.p12");
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
        keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
    }

    private Path pem(String kind, byte[] bytes) throws IOException {
        String text = "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(bytes) + "\n-----END "
                + kind + "-----\n";
        return Files.writeString(folder.resolve(kind.replace(' ', '-') + ".pem"), text);
    }

    @Test
    void requestsAreEncryptedAndNothingElseIsAnswered() throws Exception {
        Certificate certificate = keys.getCertificate("server");
        AdminEndpoint admin = AdminEndpoint.at("127.0.0.1", 0);
        try (ManagerServer server = ManagerServer.builder()
                .authKey(RunningAdmin.KEY)
                .tls(
                        pem("CERTIFICATE", certificate.getEncoded()),
                        pem(
                                "PRIVATE KEY",
                                keys.getKey("server", PASSWORD.toCharArray()).getEncoded()))
                .gateway(admin)
                .build()) {
            server.start();
            assertThat(admin.url()).startsWith("https://127.0.0.1:");
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry("server", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            HttpRequest.Builder asked = HttpRequest.newBuilder(URI.create(admin.url() + "api/v1/objects"))
                    .header("Authorization", "Bearer " + AdminEndpoint.lookToken(RunningAdmin.KEY));
            String origin = admin.url().replaceFirst("/$", "");
            assertThat(client.send(asked.copy().header("Origin", origin).build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("[]\n");
            assertThat(client.send(
                                    asked.copy()
                                            .header("Origin", origin.replace("https", "http"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(403);
            int port = Integer.parseInt(admin.address().replaceAll(".*:", ""));
            try (Socket clear = new Socket("127.0.0.1", port)) {
                clear.getOutputStream().write("GET /live HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(new String(clear.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain("HTTP/1.1");
            }
            assertThatThrownBy(() -> HttpClient.newHttpClient().send(asked.build(), BodyHandlers.ofString()))
                    .isInstanceOf(IOException.class);
        }
    }
}
