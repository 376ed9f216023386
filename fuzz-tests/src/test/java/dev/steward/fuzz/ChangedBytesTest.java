package dev.steward.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Samples with changed bytes at each boundary, the same in each build; {@code -Dseed=S} draws others. A million frames, and
 * of the others what takes some seconds.
 */
@Timeout(300)
@Tag("one-jdk")
class ChangedBytesTest {

    @ParameterizedTest
    @EnumSource
    void samplesAndWhatBrokeItOnceKeepItsPromises(Boundary boundary) throws IOException {
        assertThat(boundary.seeds()).isNotEmpty().allSatisfy(boundary::take);
        assertThat(found(boundary)).allSatisfy(boundary::take);
    }

    /** Returns what broke a boundary when it was found: one file each, where Jazzer leaves them. */
    private static List<byte[]> found(Boundary boundary) throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        Path folder = Path.of("src/test/resources/dev/steward/fuzz/BoundariesFuzzTestInputs", boundary.method());
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    @ParameterizedTest
    @CsvSource({
        "FRAMES, 1000000",
        "HANDSHAKE, 20000",
        "VALUES, 40000",
        "PROGRAM, 20000",
        "TOKENS, 100000",
        "STATE_DIRECTORY, 300",
        "SNAPSHOTS, 50000",
        "LOG_ENTRIES, 50000",
        "LOGS, 1000",
        "GLOBS, 10000",
        "ARGUMENTS, 50000",
        "FUNCTIONS, 20000",
        "PICKLES, 50000",
        "PYTHON_FRAMES, 20000",
        "PYTHON_REQUESTS, 20000"
    })
    void whatIsChangedIsUnderstoodOrRefused(Boundary boundary, int rounds) {
        long seed = Long.getLong("seed", 20_261_129);
        Changes changes = new Changes(seed, boundary.seeds());
        for (int round = 0; round < rounds; round++) {
            byte[] input = changes.next();
            try {
                boundary.take(input);
            } catch (RuntimeException | Error broken) {
                throw new AssertionError(
                        boundary + ", -Dseed=" + seed + ", round " + round + ": "
                                + HexFormat.of().formatHex(input),
                        broken);
            }
        }
    }

    @AfterAll
    static void nothingWasRunThatAStrangerNamed() throws IOException {
        assertThat(InitialisedClasses.outsideTheListSince(ChangedBytesTest.class))
                .as("classes that nothing here should need")
                .isEmpty();
        assertThat(Cage.isOpen()).as("the canary was initialised").isFalse();
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        assertThat(children).as("processes were started").isEmpty();
    }
}
