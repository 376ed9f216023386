package dev.steward.benchmarks.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that is measured. It ends when it is closed, and when this process ends, by whatever way. */
public final class MeasuredProcess implements AutoCloseable {

    private static final Duration TO_END = Duration.ofSeconds(3);
    /** Stands in the queue of lines for the end of the process. */
    private static final String ENDED = "";

    private final String name;
    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final Thread atExit;

    private MeasuredProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.atExit = new Thread(process::destroy, "end-" + name);
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread reader = new Thread(this::readLines, "lines-of-" + name);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a program; what it writes to standard error appears on ours. */
    static MeasuredProcess start(String name, JavaHome java, Class<?> program, List<String> arguments) {
        return start(name, java.command(program, arguments));
    }

    /** Starts a command; what it writes to standard error appears on ours. */
    public static MeasuredProcess start(String name, List<String> command) {
        try {
            return new MeasuredProcess(
                    name,
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start());
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + name, failed);
        }
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        } finally {
            lines.add(ENDED);
        }
    }

    long pid() {
        return process.pid();
    }

    /** Sends one line. */
    public void send(String line) {
        try {
            input.write(line + "\n");
            input.flush();
        } catch (IOException ended) {
            // Why it has ended says its own last line better.
            throw new MeasurementException(name + " has ended: " + lines.poll(), ended);
        }
    }

    /**
     * Waits for a line and returns what follows its first word.
     *
     * @throws MeasurementException if the process fails, ends, says something else, or says nothing in time
     */
    public String await(String word, Duration atMost) throws InterruptedException {
        @Nullable String line = lines.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (line == null) {
            throw new MeasurementException(name + " did not say '" + word + "' within " + atMost.toSeconds() + " s");
        }
        if (line.equals(ENDED)) {
            throw new MeasurementException(name + " has ended, though it was to say '" + word + "'");
        }
        if (!line.equals(word) && !line.startsWith(word + " ")) {
            throw new MeasurementException(name + ": " + line);
        }
        return line.substring(word.length()).strip();
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException broken) {
            // It does not read any more, so it will not see the end of its input.
            process.destroy();
        }
        try {
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // This process ends already; the hook does the same again and finds nothing to end.
            return;
        }
    }
}
