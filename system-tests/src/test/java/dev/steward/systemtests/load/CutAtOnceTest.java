package dev.steward.systemtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.death.MeasuredServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients whose connections are all cut at once come back with all they had: 50 in each build, 2,000 with -Psoak. */
@Timeout(1_800)
@Tag("one-jdk")
class CutAtOnceTest extends LoadTest {

    private static final int PROCESSES = SOAK ? 2 : 1;
    private static final int EACH = SOAK ? 1_000 : 50;
    private static final Duration UNTIL_ALL_ARE_BACK = Duration.ofSeconds(15);

    @Test
    void allAreBackWithAllTheyHad() throws Exception {
        Jvm server = start(MeasuredServer.class);
        Relay relay = closing(new Relay(Integer.parseInt(server.awaitPort())));
        List<Jvm> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(CutClients.class, relay.port(), EACH));
        }
        processes.forEach(process -> process.awaitLine("ready"));
        long cut = System.nanoTime();
        relay.breakAll();
        processes.forEach(process -> process.say("return"));
        processes.forEach(process -> process.awaitLine("back"));
        Duration took = Duration.ofNanos(System.nanoTime() - cut);
        processes.forEach(process -> process.say("finish"));
        awaitEnds(processes);
        for (Jvm process : processes) {
            assertThat(process.awaitLine("lost ")).startsWith("0, calls ");
        }
        tell("%d clients were cut at once and back after %d ms", PROCESSES * EACH, took.toMillis());
        assertThat(took).isLessThan(UNTIL_ALL_ARE_BACK);
    }
}
