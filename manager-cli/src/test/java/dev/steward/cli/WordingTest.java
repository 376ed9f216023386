package dev.steward.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Messages for programs speak of options here. */
class WordingTest {

    @Test
    void whereAMethodIsNamedThereIsAnOption() {
        assertThat(Wording.of("it is one with TLS, which needs ClientOptions.trust(..)"))
                .isEqualTo("it is one with TLS, which needs --tls-trust FILE");
        assertThat(Wording.of("start the server with tls(certificate, key)"))
                .isEqualTo("start the server with serve --tls-cert and --tls-key");
        assertThat(Wording.of("set tls(certificate, key) (serve --tls-cert and --tls-key), or"))
                .isEqualTo("give --tls-cert and --tls-key, or");
        assertThat(Wording.of("limit OBJECTS, changed by serve --limit OBJECTS=N or ManagerServer.Builder.limit(..)"))
                .isEqualTo("limit OBJECTS, changed by serve --limit OBJECTS=N");
        assertThat(Wording.of("10.0.0.2:8080 does; connect to all of them, such as"
                        + " connect(List.of(\"10.0.0.1:8080\", \"10.0.0.2:8080\"), key)"))
                .isEqualTo("10.0.0.2:8080 does; connect to all of them, such as --connect 10.0.0.1:8080,10.0.0.2:8080");
    }
}
