package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.RunReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The lines between the command and a process that it measures, at the side of the process. */
public final class Line {

    /** A process says this and its address or nothing when it is ready. */
    public static final String READY = "ready";
    /** Asks a client to run for the nanoseconds that follow. */
    static final String RUN = "run";
    /** Asks a server for the processor time it has used, in nanoseconds. */
    static final String CPU = "cpu";
    /** Answers {@link #RUN} with operations and nanoseconds, and {@link #CPU} with nanoseconds. */
    static final String DONE = "done";
    /** A process says this and why when it cannot go on, and ends. */
    public static final String FAILED = "failed";

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    private Line() {}

    /**
     * Reads standard input from now on. When it ends the process ends: whoever started it has ended, by whatever way, or
     * wants it to.
     */
    public static Line open() {
        Line line = new Line();
        Thread reader = new Thread(line::readAll, "lines-of-the-command");
        reader.setDaemon(true);
        reader.start();
        return line;
    }

    private void readAll() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } finally {
            System.exit(0);
        }
    }

    /** Returns the next line; waits for it. */
    public String next() throws InterruptedException {
        return lines.take();
    }

    /** Says one line. */
    public void say(String... words) {
        System.out.println(String.join(" ", words));
    }

    void done(RunReport report) {
        say(DONE, Long.toString(report.operations()), Long.toString(report.nanos()));
    }

    /** Reads what {@link #done} said, without its first word. */
    static RunReport report(String words) {
        int between = words.indexOf(' ');
        return new RunReport(Long.parseLong(words.substring(0, between)), Long.parseLong(words.substring(between + 1)));
    }

    /** Says why the process cannot go on and ends it. */
    public void fail(Throwable failure) {
        say(FAILED, failure.toString().replace('\n', ' '));
        // With all frames, for whoever has to find out why: the line above has room for the message only.
        failure.printStackTrace();
        System.exit(1);
    }
}
