package dev.steward.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a cluster is told to be is one, or is refused with what to do. */
@Timeout(30)
class ClusterOptionsTest {

    private static final String THREE = "a=127.0.0.1:7001,b=127.0.0.1:7002,c=127.0.0.1:7003";

    private static ClusterOptions parsed(String self, String members) {
        return ClusterOptions.parse(self, members, Path.of("state"));
    }

    @Test
    void aTextIsReadAsItPrints() {
        ClusterOptions options = parsed("b", "c=127.0.0.1:7003,a=127.0.0.1:7001,b=127.0.0.1:7002");
        assertThat(options).hasToString("b of " + THREE);
        assertThat(options.members()).containsOnlyKeys("a", "b", "c");
        assertThat(options.self()).isEqualTo("b");
        assertThat(options.host()).isEqualTo("127.0.0.1");
        assertThat(options.isLocal()).isTrue();
        assertThat(parsed("a", "a=127.0.0.1:1,b=127.0.0.1:2,c=192.0.2.1:3").isLocal())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "d; " + THREE + "; is none of the members [a, b, c]",
                "a; a=127.0.0.1:7001; at least 3 members, not 1",
                "a; a=127.0.0.1:7001,b=127.0.0.1:7002; at least 3 members, not 2",
                "a; " + THREE + ",a=127.0.0.1:7004; the name 'a' comes twice",
                "a; " + THREE + ",d=127.0.0.1:7001; 'a' and 'd' have one address, 127.0.0.1:7001",
                "a; " + THREE + ",; '' is no member: write NAME=HOST:PORT",
                "a; " + THREE + ",d; 'd' is no member: write NAME=HOST:PORT",
                "a; " + THREE + ",d=127.0.0.1; is no member: write NAME=HOST:PORT",
                "a; " + THREE + ",d=127.0.0.1:x; no port from 1 to 65535",
                "a; " + THREE + ",d=127.0.0.1:70000; no port from 1 to 65535",
                "a; " + THREE + ",d d=127.0.0.1:7004; 'd d' is no name of a member",
                "a; " + THREE + ",d=0.0.0.0:7004; nobody can be reached at 0.0.0.0:7004",
                "a; " + THREE + ",d=no.such.host.invalid:7004; has no address: correct the name",
            })
    void whatIsNoClusterIsRefused(String self, String members, String sentence) {
        assertThatThrownBy(() -> parsed(self, members))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
