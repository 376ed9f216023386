package dev.steward.python;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CPython's own client on a server in Java: our tests of each type, and those that CPython has of its managers. A version that
 * is not installed is skipped.
 */
@Timeout(300)
@Tag("one-jdk")
class ClientsTest {

    @TempDir
    private static Path folder;

    private static Map<String, Path> installed;
    private static Map<String, Path> withTests;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        installed = Interpreters.installed();
        withTests = Interpreters.having("test._test_multiprocessing");
        server = new TestServer(PythonGateway.builder().allowMd5(true), socket());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    private static Path socket() {
        return folder.resolve("socket");
    }

    private static String tcp() {
        return Integer.toString(server.tcp.port());
    }

    private static Path python(Map<String, Path> among, String version) {
        Path python = among.get(version);
        assumeTrue(python != null, () -> "no Python " + version + " is installed here, or without what is needed");
        return requireNonNull(python);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"})
    void usesEachTypeOverTcp(String version) throws IOException, InterruptedException {
        requirePassed(python(installed, version), "clients.py", tcp(), 13);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.8", "3.13"})
    void usesEachTypeOverUnixSocket(String version) throws IOException, InterruptedException {
        requirePassed(python(installed, version), "clients.py", socket().toString(), 13);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.8", "3.11", "3.12", "3.13", "3.14"})
    void passesTestsOfPython(String version) throws IOException, InterruptedException {
        requirePassed(python(withTests, version), "cpython_tests.py", tcp(), 50);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.11"})
    void isAnsweredInWordsWhateverItAsks(String version) throws IOException, InterruptedException {
        requirePassed(python(installed, version), "odd_calls.py", tcp(), 5_000);
    }

    private static void requirePassed(Path python, String script, String where, int atLeast)
            throws IOException, InterruptedException {
        try (PythonProgram program = PythonProgram.start(python, script, where, TestServer.KEY)) {
            List<String> lines = program.lines();
            String all = String.join("\n", lines);
            String[] counts = lines.isEmpty()
                    ? new String[0]
                    : lines.get(lines.size() - 1).split(" ", -1);
            assertThat(counts).as(all).hasSize(3);
            assertThat(counts[1]).as(all).isEqualTo("0");
            assertThat(Integer.parseInt(counts[0])).as(all).isGreaterThanOrEqualTo(atLeast);
        }
    }
}
