package dev.steward.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server calls itself as Python's clients call it, which has the code for them loaded. */
@Timeout(60)
class PythonExerciseTest {

    private static final Duration LONGEST = Duration.ofMillis(100);

    @TempDir
    private Path folder;

    @Test
    void eachWayInIsCalled() throws Exception {
        Path socket = folder.resolve("socket");
        AuthKey key = AuthKey.of(TestServer.KEY);
        try (TestServer server = new TestServer(PythonGateway.builder(), socket)) {
            InetSocketAddress tcp = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.tcp.port());
            assertThat(PythonExercise.run(tcp, key, LONGEST)).isPositive();
            assertThat(PythonExercise.run(UnixDomainSocketAddress.of(socket), key, LONGEST))
                    .isPositive();
            assertThatThrownBy(() -> PythonExercise.run(tcp, AuthKey.of("another key"), LONGEST))
                    .isInstanceOf(IOException.class);
        }
    }
}
