package dev.steward.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With {@code -Pfuzz} Jazzer looks for bytes that break a promise of a boundary, led by the branches that they reach, and
 * watches for classes, processes and files that a stranger named. What it finds is kept among the resources, in a folder of
 * the name of the method: {@link ChangedBytesTest} gives it to the boundary in each build.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@EnabledIfEnvironmentVariable(named = "JAZZER_FUZZ", matches = "1")
class BoundariesFuzzTest {

    static Stream<byte[]> frames() {
        return Boundary.FRAMES.seeds().stream();
    }

    static Stream<byte[]> handshake() {
        return Boundary.HANDSHAKE.seeds().stream();
    }

    static Stream<byte[]> values() {
        return Boundary.VALUES.seeds().stream();
    }

    static Stream<byte[]> program() {
        return Boundary.PROGRAM.seeds().stream();
    }

    static Stream<byte[]> tokens() {
        return Boundary.TOKENS.seeds().stream();
    }

    static Stream<byte[]> stateDirectory() {
        return Boundary.STATE_DIRECTORY.seeds().stream();
    }

    static Stream<byte[]> snapshots() {
        return Boundary.SNAPSHOTS.seeds().stream();
    }

    static Stream<byte[]> logEntries() {
        return Boundary.LOG_ENTRIES.seeds().stream();
    }

    static Stream<byte[]> logs() {
        return Boundary.LOGS.seeds().stream();
    }

    static Stream<byte[]> globs() {
        return Boundary.GLOBS.seeds().stream();
    }

    static Stream<byte[]> arguments() {
        return Boundary.ARGUMENTS.seeds().stream();
    }

    static Stream<byte[]> functions() {
        return Boundary.FUNCTIONS.seeds().stream();
    }

    static Stream<byte[]> pickles() {
        return Boundary.PICKLES.seeds().stream();
    }

    static Stream<byte[]> pythonFrames() {
        return Boundary.PYTHON_FRAMES.seeds().stream();
    }

    static Stream<byte[]> pythonRequests() {
        return Boundary.PYTHON_REQUESTS.seeds().stream();
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void frames(byte[] input) {
        Boundary.FRAMES.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void handshake(byte[] input) {
        Boundary.HANDSHAKE.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void values(byte[] input) {
        Boundary.VALUES.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void program(byte[] input) {
        Boundary.PROGRAM.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void tokens(byte[] input) {
        Boundary.TOKENS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void stateDirectory(byte[] input) {
        Boundary.STATE_DIRECTORY.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void snapshots(byte[] input) {
        Boundary.SNAPSHOTS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void logEntries(byte[] input) {
        Boundary.LOG_ENTRIES.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void logs(byte[] input) {
        Boundary.LOGS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void globs(byte[] input) {
        Boundary.GLOBS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void arguments(byte[] input) {
        Boundary.ARGUMENTS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void functions(byte[] input) {
        Boundary.FUNCTIONS.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void pickles(byte[] input) {
        Boundary.PICKLES.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void pythonFrames(byte[] input) {
        Boundary.PYTHON_FRAMES.take(input);
    }

    @MethodSource
    @FuzzTest(maxDuration = "10m")
    void pythonRequests(byte[] input) {
        Boundary.PYTHON_REQUESTS.take(input);
    }
}
