package dev.steward.benchmarks.processes;

import dev.steward.api.AuthKey;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.EndOfFileException;
import dev.steward.process.Connection;
import dev.steward.process.JavaProcess;
import dev.steward.process.Listener;
import dev.steward.process.Pipe;
import dev.steward.process.ProcessPool;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/**
 * Measures what carries processes, pipes and pools: one line for each figure, what it is and the number.
 *
 * <pre>{@code
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) dev.steward.benchmarks.processes.Processes [start]
 * }</pre>
 *
 * <p>Takes about half a minute, with {@code start} a second or two: then it ends after the first figure, which counts in a
 * fresh JVM only. To compare two trees run them in turns and take ratios.
 */
public final class Processes {

    private static final Duration TIME = Duration.ofSeconds(1);
    private static final int SMALL = 64;
    private static final int LARGE = 1 << 20;
    private static final int LARGEST = 32 << 20;
    private static final int WORKERS = 2;
    private static final String WORD = "the key of one run";

    private final long nanos;
    private final int tasks;
    private final PrintStream out;

    private Processes(Duration time, int tasks, PrintStream out) {
        this.nanos = time.toNanos();
        this.tasks = tasks;
        this.out = out;
    }

    /** What is done again and again while time is taken. */
    private interface Step {
        void run() throws InterruptedException;
    }

    /** Measures all, or only the start. */
    public static void main(String[] arguments) throws InterruptedException {
        Processes processes = new Processes(TIME, 10_000, System.out);
        processes.toTheFirstRoundTrip();
        if (arguments.length == 0) {
            processes.onceStarted();
        }
    }

    /** Measures all, with so much time to warm up for a figure and so much to take it. */
    static void measure(Duration time, int tasks, PrintStream out) throws InterruptedException {
        Processes processes = new Processes(time, tasks, out);
        processes.toTheFirstRoundTrip();
        processes.onceStarted();
    }

    private void toTheFirstRoundTrip() throws InterruptedException {
        long begun = System.nanoTime();
        JavaProcess child;
        try (Pipe pipe = Pipe.open()) {
            child = JavaProcess.start(Processes::echo, pipe.second());
            roundTrip(pipe.first());
            tell("from the start of a child to its first round trip, ms", (System.nanoTime() - begun) / 1e6);
        }
        child.join();
    }

    private void onceStarted() throws InterruptedException {
        JavaProcess child;
        try (Pipe pipe = Pipe.open()) {
            child = JavaProcess.start(Processes::echo, pipe.second());
            tell("round trips over a pipe, /s", rate(() -> roundTrip(pipe.first())));
        }
        child.join();
        for (int bytes : new int[] {SMALL, LARGE, LARGEST}) {
            fromAChild(bytes);
        }
        for (int bytes : new int[] {SMALL, LARGE}) {
            toAChild(bytes);
        }
        for (int bytes : new int[] {SMALL, LARGE}) {
            overTcp(bytes);
        }
        throughAPool();
    }

    private static void roundTrip(Connection end) throws InterruptedException {
        end.sendBytes(new byte[SMALL]);
        end.recvBytes();
    }

    private void fromAChild(int bytes) throws InterruptedException {
        try (Pipe pipe = Pipe.oneWay()) {
            JavaProcess child = JavaProcess.start(Processes::flood, pipe.second(), bytes);
            tell("messages of " + bytes + " bytes from a child, /s", rate(pipe.first()::recvBytes));
            child.kill();
            child.join();
        }
    }

    private void toAChild(int bytes) throws InterruptedException {
        JavaProcess child;
        try (Pipe pipe = Pipe.oneWay()) {
            child = JavaProcess.start(Processes::drain, pipe.first());
            pipe.first().close();
            byte[] message = new byte[bytes];
            tell(
                    "messages of " + bytes + " bytes to a child, /s",
                    rate(() -> pipe.second().sendBytes(message)));
        }
        child.join();
    }

    private void overTcp(int bytes) throws InterruptedException {
        try (Listener listener = Listener.open("127.0.0.1", 0, AuthKey.of(WORD))) {
            JavaProcess child = JavaProcess.start(Processes::floodOverTcp, listener.port(), bytes);
            try (Connection end = listener.accept()) {
                tell("messages of " + bytes + " bytes over TCP, /s", rate(end::recvBytes));
            }
            child.join();
        }
    }

    private void throughAPool() throws InterruptedException {
        try (ProcessPool pool = ProcessPool.start(WORKERS)) {
            List<Integer> numbers = IntStream.range(0, tasks).boxed().toList();
            pool.map(Processes::next, numbers);
            long begun = System.nanoTime();
            pool.map(Processes::next, numbers);
            pool.map(Processes::next, numbers, 1);
            tell("tasks of a pool of " + WORKERS + ", /s", 2L * tasks * 1e9 / (System.nanoTime() - begun));
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a task of the pool failed", failed);
        }
    }

    private double rate(Step step) throws InterruptedException {
        repeat(step);
        long begun = System.nanoTime();
        long done = repeat(step);
        return done * 1e9 / (System.nanoTime() - begun);
    }

    private long repeat(Step step) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        long done = 0;
        do {
            step.run();
            done++;
        } while (System.nanoTime() - end < 0);
        return done;
    }

    private void tell(String what, double figure) {
        out.printf(Locale.ROOT, "%-56s %,14.2f%n", what, figure);
    }

    private static int next(int number) {
        return number + 1;
    }

    private static void echo(Connection end) throws InterruptedException {
        try (end) {
            while (true) {
                end.sendBytes(end.recvBytes());
            }
        } catch (EndOfFileException done) {
            // All was measured.
            return;
        }
    }

    private static void drain(Connection end) throws InterruptedException {
        try (end) {
            while (true) {
                end.recvBytes();
            }
        } catch (EndOfFileException done) {
            // All was measured.
            return;
        }
    }

    private static void flood(Connection end, int bytes) throws InterruptedException {
        byte[] message = new byte[bytes];
        while (true) {
            end.sendBytes(message);
        }
    }

    private static void floodOverTcp(int port, int bytes) throws InterruptedException {
        try (Connection end = Connection.connect("127.0.0.1", port, AuthKey.of(WORD))) {
            flood(end, bytes);
        } catch (ConnectionLostException done) {
            // All was measured.
            return;
        }
    }
}
