package dev.steward.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in Python that a test started; closing it ends it. */
final class PythonProgram implements AutoCloseable {

    private static final Path SCRIPTS =
            Path.of("src/test/resources/dev/steward/python").toAbsolutePath();

    private final Process process;
    private final BufferedReader out;

    private PythonProgram(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts one of the scripts of the tests. */
    static PythonProgram start(Path python, String script, String... arguments) throws IOException {
        return startIn(Path.of(""), python, script, arguments);
    }

    private static PythonProgram startIn(Path folder, Path python, String script, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                python.toString(), "-W", "ignore", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return new PythonProgram(new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .start());
    }

    /** Runs one of the scripts of the tests, which ends with how many of its tests passed, failed and were skipped. */
    static void requirePassed(Path python, String script, String where, int atLeast)
            throws IOException, InterruptedException {
        requirePassed(python, Path.of(""), script, where, atLeast);
    }

    /** As {@link #requirePassed(Path, String, String, int)}, in a folder where it finds no other program's files. */
    static void requirePassed(Path python, Path folder, String script, String where, int atLeast)
            throws IOException, InterruptedException {
        try (PythonProgram program = startIn(folder, python, script, where, TestServer.KEY)) {
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

    /** Waits for a line that begins so, and returns it; fails if the program ends before. */
    String line(String beginning) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
            seen.append(line).append('\n');
        }
        throw new AssertionError("no line '" + beginning + "...' but:\n" + seen);
    }

    /** Waits for the end and returns all lines. */
    List<String> lines() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it has closed its output and does not end");
        }
        return lines;
    }

    /** Lets it run no more until it is killed. */
    void stop() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-STOP", Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
