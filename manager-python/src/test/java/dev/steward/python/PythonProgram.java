package dev.steward.python;

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
        List<String> command = new ArrayList<>(List.of(
                python.toString(), "-W", "ignore", SCRIPTS.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return new PythonProgram(
                new ProcessBuilder(command).redirectErrorStream(true).start());
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
