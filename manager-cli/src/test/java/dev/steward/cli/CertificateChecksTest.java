package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is seen of certificates: whether they can be read and fit their key, and their dates. */
class CertificateChecksTest {

    private static final Path TLS = Path.of("src/test/resources/tls");
    private static final Path CERTIFICATE = TLS.resolve("server.pem");

    @TempDir
    private Path folder;

    private static CertificateChecks on(String day) {
        return new CertificateChecks(Clock.fixed(Instant.parse(day + "T00:00:00Z"), ZoneOffset.UTC));
    }

    private static void assertSeen(List<Finding> findings, Finding.State state, String... words) {
        assertThat(findings).anySatisfy(finding -> {
            assertThat(finding.state()).isEqualTo(state);
            assertThat(finding.said() + " -> " + finding.cure()).contains(words);
        });
    }

    @Test
    void dates() {
        assertSeen(on("2027-05-01").ofClient(CERTIFICATE), Finding.State.OK, "CN=server.example for ", "2027-11-29");
        assertSeen(on("2027-11-20").ofClient(CERTIFICATE), Finding.State.WARN, "expires in 9 days", "renew it");
        assertSeen(on("2028-01-01").ofClient(CERTIFICATE), Finding.State.WARN, "has expired", "renew it");
        assertSeen(
                on("2026-01-01").ofClient(CERTIFICATE), Finding.State.FAIL, "valid from 2026-11-29", "set the clock");
    }

    @Test
    void filesAndTheirKeys() throws Exception {
        Path key = Files.copy(TLS.resolve("server-key.pem"), folder.resolve("key.pem"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        assertSeen(on("2027-05-01").ofServer(CERTIFICATE, key), Finding.State.WARN, "other users", "chmod 600 " + key);
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertSeen(on("2027-05-01").ofServer(CERTIFICATE, key), Finding.State.OK, "that of the certificate");
        assertSeen(
                on("2027-05-01").ofServer(TLS.resolve("other.pem"), key),
                Finding.State.FAIL,
                "is not that of the certificate",
                "PEM");
        assertSeen(on("2027-05-01").ofServer(key, key), Finding.State.FAIL, "key.pem");
        assertSeen(on("2027-05-01").ofClient(folder.resolve("none.pem")), Finding.State.FAIL, "none.pem", "give a PEM");
        assertSeen(on("2027-05-01").ofClient(key), Finding.State.FAIL, "key.pem");
        assertThat(on("2027-05-01").ofServer(null, null)).isEmpty();
        assertThat(on("2027-05-01").ofClient(null)).isEmpty();
    }
}
