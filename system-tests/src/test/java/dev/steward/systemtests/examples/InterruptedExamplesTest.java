package dev.steward.systemtests.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steward.examples.Producer;
import dev.steward.examples.RunExample;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import dev.steward.systemtests.process.Remains;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C ends an example with all that it started, and nothing is said about it. */
@Timeout(180)
@Tag("one-jdk")
class InterruptedExamplesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int BY_SIGINT = 130;

    @RegisterExtension
    private final Programs programs = new Programs();

    @ParameterizedTest
    @CsvSource({
        "T1 70, ''",
        "T2 60, 'child: name Ann'",
        "T8, ''",
        "T7, 'leaves on boat'",
        "T13 1000000, 'put task 1'",
        "T15 1000, 'INPROCESS'",
        "T20, 'producer | Producer: deliver one'",
        "T21, ''",
        "TaskServer 127.0.0.1 0, 'listening on'",
    })
    void controlCEndsItQuietlyWithAllThatItStarted(String example, String line) throws Exception {
        Jvm program = programs.started(Jvm.runInGroup(RunExample.class, example.split(" ")));
        if (line.isEmpty()) {
            program.awaitDescendants();
        } else {
            program.awaitLine(line);
        }
        Remains remains = Remains.of(program.pid());
        program.interruptGroup();
        int code = program.awaitEnd();
        remains.awaitNone(PATIENCE);
        assertThat(code).as("%s", program.lines()).isEqualTo(BY_SIGINT);
        assertThat(program.lines())
                .as("%s", program.lines())
                .noneMatch(printed -> printed.startsWith("\tat ")
                        || printed.contains("Exception")
                        || printed.contains(" failed")
                        || printed.contains(" lost"));
    }

    /** Whoever started it is about to end by the same signal, and may hear of its end first. */
    @Test
    void aProgramThatEndsByTheSignalFirstHasNotFailed() throws Exception {
        Jvm demo = programs.started(Jvm.runInGroup(RunExample.class, "T20"));
        demo.awaitLine("now a consumer comes");
        Remains remains = Remains.of(demo.pid());
        ProcessHandle producer = ProcessHandle.of(demo.pid())
                .orElseThrow()
                .descendants()
                .filter(child -> runs(child, Producer.class))
                .findFirst()
                .orElseThrow();
        Process signal = new ProcessBuilder("kill", "-INT", Long.toString(producer.pid())).start();
        assertThat(signal.waitFor()).isZero();
        producer.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        demo.interruptGroup();
        assertThat(demo.awaitEnd()).as("%s", demo.lines()).isEqualTo(BY_SIGINT);
        remains.awaitNone(PATIENCE);
        assertThat(demo.lines()).noneMatch(printed -> printed.contains(" failed"));
    }

    /** What a handle tells of a process ends before its main class, behind a long class path. */
    private static boolean runs(ProcessHandle process, Class<?> program) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(program.getName());
        } catch (IOException gone) {
            return false;
        }
    }
}
