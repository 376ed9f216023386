package dev.steward.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.Type;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClientOptionsTest {

    @Test
    void theDefaultsAreThoseOfTheirConstants() {
        ClientOptions options = ClientOptions.defaults();
        assertThat(options.lease()).isEqualTo(ClientOptions.DEFAULT_LEASE);
        assertThat(options.resumeWindow()).isEqualTo(ClientOptions.DEFAULT_RESUME_WINDOW);
        assertThat(options.heartbeat()).isEqualTo(ClientOptions.DEFAULT_HEARTBEAT);
        assertThat(options.callTimeout()).isEqualTo(Duration.ZERO);
        assertThat(options.polling()).isTrue();
    }

    @Test
    void aShorterLeaseBringsMoreHeartbeats() {
        ClientOptions options =
                ClientOptions.builder().lease(Duration.ofMillis(1_500)).build();
        assertThat(options.heartbeat()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aHeartbeatThatCannotKeepTheLeaseIsRefused() {
        assertThatThrownBy(() -> ClientOptions.builder()
                        .lease(Duration.ofSeconds(4))
                        .heartbeat(Duration.ofSeconds(3))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice as often");
    }

    @Test
    void eachOptionOutOfRangeIsNamed() {
        assertThatThrownBy(() ->
                        ClientOptions.builder().lease(Duration.ofMillis(999)).build())
                .hasMessageContaining("lease is from");
        assertThatThrownBy(() -> ClientOptions.builder()
                        .resumeWindow(Duration.ofMillis(500))
                        .build())
                .hasMessageContaining("resumeWindow is from");
        assertThatThrownBy(() -> ClientOptions.builder()
                        .callTimeout(Duration.ofSeconds(-1))
                        .build())
                .hasMessageContaining("callTimeout is from");
        assertThatThrownBy(() -> ClientOptions.builder().connections(-1).build())
                .hasMessageContaining("connections are from");
        assertThatThrownBy(() -> ClientOptions.builder().name("two\nlines").build())
                .hasMessageContaining("printable");
    }

    @Test
    void aResumeWindowOfZeroReleasesAtOnce() {
        assertThat(ClientOptions.builder().resumeWindow(Duration.ZERO).build().resumeWindow())
                .isZero();
    }

    @Test
    void whatIsAllowedIsKept() {
        ClientOptions options = ClientOptions.builder()
                .allow(StringBuilder.class)
                .allow(Type.listOf(Integer.class))
                .allowPackage("com.acme")
                .build();
        assertThat(options.allowedTypes()).isEqualTo(Set.of(Type.of(StringBuilder.class), Type.listOf(Integer.class)));
        assertThat(options.allowedPackages()).containsExactly("com.acme");
    }
}
