package dev.steward.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theRawSocketTakesPartUnasked() {
        assertThat(contenders("W1 call", Transport.UNIX))
                .containsExactly("W1 call, raw over tcp", "W1 call, steward over unix");
    }

    @Test
    void nettyIsTheReferenceOfAsynchronousCalls() {
        assertThat(contenders("W3 asynchronous", Transport.TCP))
                .containsExactly("W3 asynchronous, netty over tcp", "W3 asynchronous, steward over tcp");
    }

    @Test
    void pollingIsComparedWhereItCanBeLeft() {
        assertThat(contenders("W8 call", Transport.TCP))
                .containsExactly(
                        "W8 polling off, raw over tcp",
                        "W8 polling off, steward over tcp",
                        "W8 polling on, steward over tcp");
    }

    @Test
    void thePlainSocketWarmsUpForLessThanTheOthers() {
        Workload call = Workload.named("W1 call");
        Plan plan = plan(call, Transport.TCP, Duration.ofSeconds(20));
        assertThat(plan.contenders(call).stream().map(plan::warmUp))
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(20));
        Plan shorter = plan(call, Transport.TCP, Duration.ofSeconds(4));
        assertThat(shorter.contenders(call).stream().map(shorter::warmUp))
                .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(4));
    }

    @Test
    void otherProcessesGetTheSameContender() {
        Contender contender = new Contender(Workload.named("W8 call"), Peers.STEWARD, Transport.UNIX, true);
        assertThat(Contender.ofArguments(contender.toArguments().toArray(String[]::new)))
                .isEqualTo(contender);
    }

    @Test
    void listsOfCoresAreReadAsTheKernelWritesThem() {
        assertThat(Cores.parse("0-2,5,7-8")).containsExactly(0, 1, 2, 5, 7, 8);
    }

    @Test
    void theReferenceStaysAwayWhereNothingIsComparedWithIt() {
        Workload call = Workload.named("W1 call");
        Plan plan = new Plan(
                List.of(call),
                Map.of(Peers.RMI, Set.of(Transport.TCP)),
                false,
                Optional.empty(),
                new Plan.Times(1, Duration.ZERO, Duration.ZERO, Duration.ofMillis(1)),
                JavaHome.current());
        assertThat(plan.contenders(call)).extracting(Contender::peer).containsExactly(Peers.RMI);
    }

    @Test
    void peersMayWarmUpForLessThanSteward() {
        Plan plan = new Plan(
                List.of(),
                Map.of(),
                true,
                Optional.empty(),
                new Plan.Times(1, Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ZERO, Duration.ofMillis(1)),
                JavaHome.current());
        Workload call = Workload.named("W1 call");
        assertThat(plan.warmUp(new Contender(call, Peers.STEWARD, Transport.TCP, true)))
                .hasSeconds(20);
        assertThat(plan.warmUp(new Contender(call, Peers.RMI, Transport.TCP, false)))
                .hasSeconds(8);
        assertThat(plan.warmUp(new Contender(call, Peers.RAW, Transport.TCP, false)))
                .hasSeconds(5);
    }

    private static List<String> contenders(String workload, Transport transport) {
        Workload named = Workload.named(workload);
        return plan(named, transport, Duration.ofMillis(1)).contenders(named).stream()
                .map(Contender::toString)
                .toList();
    }

    private static Plan plan(Workload workload, Transport transport, Duration warmUp) {
        return new Plan(
                List.of(workload),
                Map.of(Peers.STEWARD, Set.of(transport)),
                true,
                Optional.empty(),
                new Plan.Times(1, warmUp, Duration.ofMillis(1), Duration.ofMillis(1)),
                JavaHome.current());
    }
}
