package dev.steward.systemtests.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.house.ProjectTree;
import dev.steward.systemtests.process.Remains;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every listing as a user types it: {@code ./steward example T1} and so on, to its end, and ended by Ctrl-C as soon as it has
 * done something. With {@code -Pchaos}: each build has the same in few JVMs, in the other tests of this package.
 */
@Timeout(180)
@Tag("one-jdk")
@EnabledIfSystemProperty(named = "chaos", matches = "true")
class ListingsPackagedTest {

    private static final String SCRIPT = ProjectTree.root().resolve("steward").toString();
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int BY_SIGINT = 130;

    @RegisterExtension
    private final Programs programs = new Programs();

    static Stream<String> listings() {
        return IntStream.rangeClosed(1, 21).mapToObj(number -> "T" + number);
    }

    private static void assertQuiet(Jvm program) {
        assertThat(program.lines())
                .as("%s", program.lines())
                .noneMatch(printed -> printed.startsWith("\tat ")
                        || printed.contains("Exception")
                        || printed.contains(" failed")
                        || printed.contains(" lost"));
    }

    @ParameterizedTest
    @MethodSource("listings")
    void runsToItsEndAndLeavesNothing(String listing) throws Exception {
        Jvm program = programs.started(Jvm.start(Map.of(), List.of(SCRIPT, "example", listing)));
        assertThat(program.awaitEnd()).as("%s", program.lines()).isZero();
        Remains.of(program.pid()).awaitNone(SOON);
        assertThat(program.lines()).isNotEmpty();
        assertQuiet(program);
    }

    @ParameterizedTest
    @MethodSource("listings")
    void controlCEndsItQuietlyWithAllThatItStarted(String listing) throws Exception {
        Jvm program = programs.started(Jvm.startInGroup(List.of(SCRIPT, "example", listing)));
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !program.isAlive()
                        || !program.lines().isEmpty()
                        || Remains.of(program.pid()).processes() > 0);
        Remains remains = Remains.of(program.pid());
        if (program.isAlive()) {
            program.interruptGroup();
        }
        int code = program.awaitEnd();
        remains.awaitNone(SOON);
        // What is short may have come to its end by itself.
        assertThat(code).as("%s", program.lines()).isIn(BY_SIGINT, 0);
        assertQuiet(program);
    }

    @Test
    void whatIsNoListingIsToldInOneLine() throws Exception {
        Jvm program = programs.started(Jvm.start(Map.of(), List.of(SCRIPT, "example", "T99")));
        assertThat(program.awaitEnd()).isEqualTo(2);
        assertThat(program.lines())
                .singleElement()
                .asString()
                .startsWith("There is no example 'T99': there are T1 T2 T3 ");
    }
}
