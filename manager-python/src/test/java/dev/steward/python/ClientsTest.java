package dev.steward.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * CPython's own client on a server in Java: our tests of each type. A version that is not installed is skipped. What CPython
 * tests of its managers is in {@link PythonsOwnTestsTest}.
 */
@Timeout(300)
@Tag("one-jdk")
class ClientsTest {

    @TempDir
    private static Path folder;

    private static Map<String, Path> installed;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        installed = Interpreters.installed();
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

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.6", "3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"})
    void usesEachTypeOverTcp(String version) throws IOException, InterruptedException {
        PythonProgram.requirePassed(Interpreters.among(installed, version), "clients.py", tcp(), 13);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.8", "3.13"})
    void usesEachTypeOverUnixSocket(String version) throws IOException, InterruptedException {
        PythonProgram.requirePassed(Interpreters.among(installed, version), "clients.py", socket().toString(), 13);
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.11"})
    void isAnsweredInWordsWhateverItAsks(String version) throws IOException, InterruptedException {
        PythonProgram.requirePassed(Interpreters.among(installed, version), "odd_calls.py", tcp(), 5_000);
    }
}
