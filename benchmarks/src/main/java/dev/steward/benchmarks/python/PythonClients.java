package dev.steward.benchmarks.python;

import dev.steward.api.AuthKey;
import dev.steward.benchmarks.harness.JavaHome;
import dev.steward.benchmarks.harness.Line;
import dev.steward.benchmarks.harness.MeasuredProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Measures programs of CPython at a server of Steward and at CPython's own, in turns: making a proxy, a call, the calls of 16
 * processes, handing elements to and fro.
 *
 * <pre>{@code
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) dev.steward.benchmarks.python.PythonClients [PYTHON [idle]]
 * }</pre>
 *
 * <p>{@code PYTHON} is the interpreter, by default {@code python3}. Takes two and a half minutes. A server of Steward has just
 * started in the first round, and its code is compiled more and more in those after it. With {@code idle} it measures instead
 * how much of the heap a thousand connections take that call nothing.
 */
public final class PythonClients {

    private static final int ROUNDS = 4;
    private static final Duration TIME = Duration.ofSeconds(2);
    private static final int IDLE = 1_000;
    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final String[] FIGURES = {"made a proxy, ms", "one call, µs", "16 clients, calls/s", "hand-offs/s"};

    private final List<String> python;
    private final Path folder;
    private final String secret;
    private final PrintStream out;

    private PythonClients(String python, Path folder, PrintStream out) {
        this.python = List.of(python, folder.resolve("clients.py").toString());
        this.folder = folder;
        this.secret = HexFormat.of().formatHex(AuthKey.random().bytes());
        this.out = out;
    }

    /** What is done with the programs while they are there. */
    private interface Work {
        void run(PythonClients clients) throws InterruptedException;
    }

    /** Measures all, or only what idle connections take. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String python = arguments.length > 0 ? arguments[0] : "python3";
        if (arguments.length > 1 && arguments[1].equals("idle")) {
            idle(python, IDLE, System.out);
        } else {
            measure(python, TIME, ROUNDS, System.out);
        }
    }

    /** Measures all, with so much time for each figure of each round. */
    static void measure(String python, Duration time, int rounds, PrintStream out)
            throws IOException, InterruptedException {
        with(python, out, clients -> clients.inTurns(time, rounds));
    }

    /** Measures what so many idle connections take. */
    static void idle(String python, int count, PrintStream out) throws IOException, InterruptedException {
        with(python, out, clients -> clients.idle(count));
    }

    private static void with(String python, PrintStream out, Work work) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("steward-python-");
        Path program = folder.resolve("clients.py");
        try (InputStream text = Objects.requireNonNull(PythonClients.class.getResourceAsStream("clients.py"))) {
            Files.copy(text, program);
            work.run(new PythonClients(python, folder, out));
        } finally {
            Files.deleteIfExists(program);
            Files.deleteIfExists(folder.resolve("steward"));
            Files.deleteIfExists(folder.resolve("python"));
            Files.deleteIfExists(folder);
        }
    }

    private MeasuredProcess start(String name, List<String> command, String... arguments) {
        MeasuredProcess process = MeasuredProcess.start(
                name, Stream.concat(command.stream(), Stream.of(arguments)).toList());
        process.send(secret);
        return process;
    }

    private MeasuredProcess startSteward() {
        List<String> command = JavaHome.current().plainCommand(List.of("-Xmx512m"), PythonServer.class);
        return start("Steward", command, folder.resolve("steward").toString());
    }

    private void inTurns(Duration time, int rounds) throws InterruptedException {
        String ownSocket = folder.resolve("python").toString();
        try (MeasuredProcess steward = startSteward();
                MeasuredProcess tcp = start("CPython", python, "serve", "0");
                MeasuredProcess unix = start("CPython", python, "serve", ownSocket)) {
            String stewardPort = steward.await(Line.READY, AT_MOST);
            String pythonPort = tcp.await(Line.READY, AT_MOST);
            unix.await(Line.READY, AT_MOST);
            for (int round = 1; round <= rounds; round++) {
                String beginning = "round " + round + ", ";
                tell(beginning + "Steward, TCP", stewardPort, time);
                tell(beginning + "CPython, TCP", pythonPort, time);
                tell(
                        beginning + "Steward, Unix socket",
                        folder.resolve("steward").toString(),
                        time);
                tell(beginning + "CPython, Unix socket", ownSocket, time);
            }
        }
    }

    private void tell(String who, String address, Duration time) throws InterruptedException {
        try (MeasuredProcess clients =
                start("clients", python, "measure", address, Double.toString(time.toNanos() / 1e9))) {
            out.printf("%-32s", who);
            for (String figure : FIGURES) {
                double measured = Double.parseDouble(clients.await("figure", AT_MOST));
                out.printf(Locale.ROOT, "   %s %,.2f", figure, measured);
            }
            out.println();
        }
    }

    private void idle(int count) throws InterruptedException {
        try (MeasuredProcess steward = startSteward()) {
            String port = steward.await(Line.READY, AT_MOST);
            // With the first of them comes what is there once, such as classes.
            try (MeasuredProcess first = idle(port, count)) {
                long before = heapWith(first, steward);
                try (MeasuredProcess more = idle(port, count)) {
                    long with = heapWith(more, steward);
                    out.printf(Locale.ROOT, "heap of an idle connection, bytes %,d%n", (with - before) / count);
                }
            }
        }
    }

    private MeasuredProcess idle(String port, int count) {
        return start("clients", python, "idle", port, Integer.toString(count));
    }

    private static long heapWith(MeasuredProcess clients, MeasuredProcess steward) throws InterruptedException {
        clients.await(Line.READY, AT_MOST);
        steward.send(PythonServer.HEAP);
        return Long.parseLong(steward.await(PythonServer.HEAP, AT_MOST));
    }
}
