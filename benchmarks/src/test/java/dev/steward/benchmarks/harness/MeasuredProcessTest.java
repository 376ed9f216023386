package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeasuredProcessTest {

    private static final Duration IN_TIME = Duration.ofSeconds(30);

    @Test
    void aServerEndsWithItsParentAndTakesItsSocketAlong() throws Exception {
        Contender contender = contender("polled", Transport.UNIX);
        Process server = new ProcessBuilder(JavaHome.current().command(ServerProcess.class, contender.toArguments()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = server.inputReader(StandardCharsets.UTF_8)) {
            server.outputWriter(StandardCharsets.UTF_8).append("secret\n").flush();
            String ready = lines.readLine();
            assertThat(ready).startsWith("ready ");
            Path socket = Path.of(ready.substring("ready ".length()));
            assertThat(socket).exists();

            // What happens when a parent is killed: all that its children notice is that their input ends.
            server.getOutputStream().close();
            assertThat(server.waitFor(IN_TIME.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(socket.getParent()).doesNotExist();
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void whyAProcessCannotGoOnIsTold() throws Exception {
        try (MeasuredProcess client = MeasuredProcess.start(
                "the client",
                JavaHome.current(),
                ClientProcess.class,
                List.of("0", "W1 call", "raw", "TCP", "false"))) {
            client.send("secret");
            client.send("no port");
            assertThatThrownBy(() -> client.await(Line.READY, IN_TIME))
                    .isInstanceOf(MeasurementException.class)
                    .hasMessageContaining("the client: failed")
                    .hasMessageContaining("no port");
        }
    }

    private static Contender contender(String peer, Transport transport) {
        return new Contender(Workload.named("W1 call"), Peers.named(peer).orElseThrow(), transport, true);
    }
}
