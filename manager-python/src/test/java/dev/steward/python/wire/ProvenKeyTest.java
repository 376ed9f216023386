package dev.steward.python.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.api.AuthKey;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Codes that are made one after the other beside those that the JDK makes anew. */
class ProvenKeyTest {

    private static final int[] LENGTHS = {1, 16, 63, 64, 65, 104, 105, 128, 129, 136, 137, 500};

    @ParameterizedTest
    @EnumSource
    void codeIsThatOfTheJdkHoweverLongTheKey(Digest digest) throws Exception {
        for (int length : LENGTHS) {
            byte[] secret = new byte[length];
            Arrays.fill(secret, (byte) (length + 1));
            ProvenKey key = new ProvenKey(AuthKey.of(secret), false);
            String algorithm = digest.begin(AuthKey.of(secret)).getAlgorithm();
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            for (String message : new String[] {"", "a message", "x".repeat(1_000)}) {
                assertThat(key.code(digest, message.getBytes(UTF_8)))
                        .as("a key of %d bytes", length)
                        .isEqualTo(mac.doFinal(message.getBytes(UTF_8)));
            }
        }
    }
}
