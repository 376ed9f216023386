package dev.steward.protocol.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import dev.steward.protocol.secret.Proof;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ProofKeysTest {

    private static final byte[] TRANSCRIPT = "what was said".getBytes(US_ASCII);

    @Test
    void derivesAsRfc5869DoesInItsFirstExample() {
        byte[] extracted = ProofKeys.extract(
                hex("000102030405060708090a0b0c"), hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));
        assertThat(extracted).isEqualTo(hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(ProofKeys.expand(extracted, hex("f0f1f2f3f4f5f6f7f8f9")))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }

    @Test
    void authenticatesAsTheJdkDoesWithKeysOfAllLengths() throws Exception {
        byte[] key = new byte[200];
        for (int n = 0; n < key.length; n++) {
            key[n] = (byte) (n * 7);
        }
        for (int length = 1; length < key.length; length++) {
            byte[] some = Arrays.copyOf(key, length);
            assertThat(ProofKeys.hmac(some, TRANSCRIPT, some))
                    .as("%d bytes", length)
                    .isEqualTo(hmac(some, concatenated(TRANSCRIPT, some)));
        }
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void provesAsTheProtocolPageSays() throws Exception {
        byte[] extracted = hmac("steward handshake".getBytes(US_ASCII), "python".getBytes(US_ASCII));
        byte[] clientKey = hmac(extracted, "client\u0001".getBytes(US_ASCII));
        byte[] serverKey = hmac(extracted, "server\u0001".getBytes(US_ASCII));
        Proof client = new Proof(hmac(clientKey, TRANSCRIPT));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(TRANSCRIPT);
        both.write(client.bytes());

        ProofKeys keys = new ProofKeys(AuthKey.of("python"));
        assertThat(keys.ofClient(TRANSCRIPT)).isEqualTo(client);
        assertThat(keys.ofServer(TRANSCRIPT, client)).isEqualTo(new Proof(hmac(serverKey, both.toByteArray())));
    }

    @Test
    void noProofOfOneSideIsOneOfTheOther() {
        ProofKeys keys = new ProofKeys(AuthKey.of("python"));
        Proof client = keys.ofClient(TRANSCRIPT);
        assertThat(keys.ofServer(TRANSCRIPT, client)).isNotEqualTo(client);
        assertThat(keys.ofServer(new byte[0], client)).isNotEqualTo(keys.ofClient(client.bytes()));
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
