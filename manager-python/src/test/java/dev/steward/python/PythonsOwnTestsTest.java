package dev.steward.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What CPython tests of its managers, with a server in Java. A version that is not installed, or without its tests, is
 * skipped. All versions at once, as clients of one server, because these tests mostly wait.
 */
@Timeout(300)
@Tag("one-jdk")
@Execution(ExecutionMode.CONCURRENT)
class PythonsOwnTestsTest {

    @TempDir
    private static Path folder;

    private static Map<String, Path> withTests;
    private static TestServer server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        withTests = Interpreters.having("test._test_multiprocessing");
        server = new TestServer(PythonGateway.builder().allowMd5(true), folder.resolve("socket"));
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @ParameterizedTest(name = "Python {0}")
    @ValueSource(strings = {"3.8", "3.11", "3.12", "3.13", "3.14"})
    void passesTestsOfPython(String version) throws IOException, InterruptedException {
        Path python = Interpreters.among(withTests, version);
        // They make folders of one name where they are.
        Path own = Files.createDirectory(folder.resolve(version));
        PythonProgram.requirePassed(python, own, "cpython_tests.py", Integer.toString(server.tcp.port()), 50);
    }
}
