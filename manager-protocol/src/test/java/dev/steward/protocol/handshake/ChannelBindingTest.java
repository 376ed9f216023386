package dev.steward.protocol.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ChannelBindingTest {

    /** Signed with SHA384withECDSA. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBPTCB5KADAgECAgkA3c3uV7T8mhEwCgYIKoZIzj0EAwMwEjEQMA4GA1UEAxMH
            c3Rld2FyZDAgFw0yNjExMjAyMTA2MjNaGA8yMTI2MTAyNzIxMDYyM1owEjEQMA4G
            A1UEAxMHc3Rld2FyZDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBYDUgeZNHH3
            21WfYmxgQGWKl++tQfil2Lc/zqP88OqauQiCzvbADyxRYFWCGii0dvhAOFKNGV7V
            xFw6mcuBJGCjITAfMB0GA1UdDgQWBBQImgBJoHAVtJq21d14GEAHhWYcVDAKBggq
            hkjOPQQDAwNIADBFAiAGr3YP1puoC9+OGdBo+rhArucRqAI5Hoi/At/oAlAyfwIh
            ALP/zkJDpO7NYLdQvXTE51mylO5VV5pBTPR3dwHQ7sDT
            -----END CERTIFICATE-----
            """;

    /** What {@code sha384sum} says of the certificate's bytes. */
    private static final String SHA384 =
            "661cca88eb759f32494cf3d0ca7ca68d658f0f702db0f465" + "e2593763f84e422053842d47e172476896609575179cd388";

    @Test
    void isTheDigestOfTheCertificateByItsOwnHashFunction() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(CERTIFICATE.getBytes(US_ASCII)));
        assertThat(ChannelBinding.of(certificate)).isEqualTo(HexFormat.of().parseHex(SHA384));
    }

    @Test
    void isSha256UnlessTheSignatureHasAStrongerHashFunction() {
        assertThat(ChannelBinding.hashOf("SHA256withRSA")).isEqualTo("SHA-256");
        assertThat(ChannelBinding.hashOf("SHA384withECDSA")).isEqualTo("SHA-384");
        assertThat(ChannelBinding.hashOf("SHA512withRSA")).isEqualTo("SHA-512");
        assertThat(ChannelBinding.hashOf("MD5withRSA")).isEqualTo("SHA-256");
        assertThat(ChannelBinding.hashOf("SHA1withRSA")).isEqualTo("SHA-256");
        assertThat(ChannelBinding.hashOf("RSASSA-PSS")).isEqualTo("SHA-256");
        assertThat(ChannelBinding.hashOf("Ed25519")).isEqualTo("SHA-256");
    }

    @Test
    void isNothingWithoutTls() {
        assertThat(ChannelBinding.none()).isEmpty();
    }
}
