package dev.steward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as users write them. */
class AddressTest {

    @Test
    void hostAndPort() {
        assertThat(Address.of("localhost:8080")).isEqualTo(new Address.Tcp("localhost", 8080));
        assertThat(Address.of("[::1]:8080")).isEqualTo(new Address.Tcp("::1", 8080));
        assertThat(Address.of("unix:/run/a:b.sock")).isEqualTo(new Address.Unix(Path.of("/run/a:b.sock")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "[::1]:8080", "unix:/run/steward.sock", "a:8080,[::1]:8081,c:8082"})
    void printedAsWritten(String text) {
        assertThat(Address.of(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {"a:8080,; '' is no address", "a:8080,unix:/b; number", "a,b:8080; 'a' is no address"})
    void oneOfSeveralThatIsNoneIsRefused(String text, String reason) {
        assertThatThrownBy(() -> Address.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,port is missing",
        ":8080,port is missing",
        "localhost:http,not a number",
        "localhost:0,from 1 to 65535",
        "localhost:65536,from 1 to 65535",
        "::1:8080,brackets",
        "http://127.0.0.1:8080,no scheme",
        "tcp://127.0.0.1,no scheme",
        "unix:,path is missing"
    })
    void refusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> Address.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("HOST:PORT");
    }
}
