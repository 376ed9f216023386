package dev.steward.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ctrl-C while a child's JVM is being initialised. That takes some milliseconds of a real one, so it is one here that stays
 * there, and says and does what the JDK's own does when the signal comes.
 */
@Timeout(120)
@Tag("one-jdk")
class InterruptedStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<String> OF_A_JDK = List.of("conf", "lib");
    private static final String INITIALIZATION = "Error occurred during initialization of VM";
    private static final String REASON = "java.lang.InternalError: Bad level: 2";
    private static final String TRACE = "\tat java.lang.System.initPhase2(java.base@17.0.15/System.java:2214)";

    @RegisterExtension
    private final Programs programs = new Programs();

    @TempDir
    Path home;

    private Jvm program;
    private Path begins;

    @BeforeEach
    void start() throws Exception {
        begins = home.resolve("begins");
        // But for it the program goes on using what it has of its own JDK.
        for (String own : OF_A_JDK) {
            Files.createSymbolicLink(home.resolve(own), Path.of(System.getProperty("java.home"), own));
        }
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                say() {
                    echo '%s'
                    echo '%s'
                    echo '%s' >&2
                    exit 1
                }
                trap say INT
                trap '' TERM
                echo $$ >'%s.new'
                mv '%s.new' '%s'
                while :; do
                    sleep 0.05
                done
                """.formatted(INITIALIZATION, REASON, TRACE, begins, begins, begins));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        program = programs.started(Jvm.runInGroup(StartsWithOtherJava.class, home.toString()));
        program.awaitLine("started");
        await().until(() -> Files.exists(begins));
    }

    @AfterEach
    void unlink() throws IOException {
        for (String own : OF_A_JDK) {
            Files.delete(home.resolve(own));
        }
    }

    @Test
    void nothingIsSaidOfItWhereTheProgramEnds() throws Exception {
        Remains remains = Remains.of(program.pid());
        program.interruptGroup();
        assertThat(program.awaitEnd()).isEqualTo(130);
        remains.awaitNone(PATIENCE);
        assertThat(program.lines())
                .doesNotContain(INITIALIZATION, REASON, TRACE)
                .noneMatch(line -> line.contains("Exception"));
    }

    @Test
    void itIsSaidWhereTheProgramGoesOn() throws Exception {
        String child = Files.readString(begins).strip();
        assertThat(new ProcessBuilder("kill", "-INT", child).start().waitFor()).isZero();
        assertThat(program.awaitEnd()).isZero();
        assertThat(program.lines())
                .containsExactlyInAnyOrder("started", INITIALIZATION, REASON, TRACE, "joined, exit code 1")
                .endsWith("joined, exit code 1");
    }
}
