package dev.steward.benchmarks.parts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.sun.management.ThreadMXBean;
import dev.steward.api.AuthKey;
import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedQueue;
import dev.steward.api.SharedValue;
import dev.steward.api.SyncManager;
import dev.steward.client.ManagerClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How many bytes a call allocates in real life: one calling thread here, the server in a JVM of its own, TCP between them.
 * Prints a table with a row for each operation:
 *
 * <ul>
 *   <li>caller: the thread that calls
 *   <li>client: all threads of the calling process
 *   <li>server: all threads of the server
 * </ul>
 *
 * <pre>{@code
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) dev.steward.benchmarks.parts.Allocations [calls]
 * }</pre>
 *
 * <p>Threads that end while it counts take their bytes with them; none of those at work here does. Exit codes: 0 done, 2
 * wrong usage.
 */
public final class Allocations {

    private static final int CALLS = 20_000;
    private static final int SECONDS_TO_END = 10;
    private static final String ROW = "%-12s %10s %10s %10s%n";

    /** Bytes per call of one operation. */
    record Row(String operation, long caller, long client, long server) {}

    /** An operation as often as asked for. */
    @FunctionalInterface
    private interface Calls {
        void make(int count) throws InterruptedException;
    }

    /** Bytes so far. */
    private record Counters(long caller, long client, long server) {}

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final SyncManager manager;
    private final int calls;

    private Allocations(SyncManager manager, int calls) {
        this.manager = manager;
        this.calls = calls;
    }

    /** Measures and prints. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int calls = CALLS;
        try {
            calls = arguments.length == 0 ? CALLS : Integer.parseInt(arguments[0]);
        } catch (NumberFormatException none) {
            calls = 0;
        }
        if (arguments.length > 1 || calls < 1) {
            System.err.println("usage: Allocations [calls], a number of at least 1; " + CALLS + " without");
            System.exit(2);
        }
        System.out.printf(Locale.ROOT, ROW, "bytes/call", "caller", "client", "server");
        for (Row row : measure(calls)) {
            System.out.printf(Locale.ROOT, ROW, row.operation(), row.caller(), row.client(), row.server());
        }
    }

    /**
     * Starts a server, measures, and ends the server.
     *
     * @param calls how many calls of each operation are counted, after as many that are not
     */
    static List<Row> measure(int calls) throws IOException, InterruptedException {
        AuthKey key = AuthKey.random();
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms256m",
                        "-Xmx256m",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AllocationServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (Writer input = server.outputWriter(UTF_8);
                BufferedReader output = server.inputReader(UTF_8)) {
            input.write(key.toHex() + "\n");
            input.flush();
            String port = output.readLine();
            if (port == null) {
                throw new IOException("the server did not start; its lines above say why");
            }
            try (SyncManager manager = ManagerClient.connect("127.0.0.1", Integer.parseInt(port), key)) {
                return new Allocations(manager, calls).rows();
            }
        } finally {
            if (!server.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        }
    }

    private List<Row> rows() throws InterruptedException {
        SharedList<String> list = manager.listOf(List.of("an element"));
        SharedDict<String, Integer> dict = manager.dict();
        SharedQueue<String> queue = manager.queue();
        SharedValue<Integer> cell = manager.value(Integer.class, 1);
        List<Row> rows = new ArrayList<>();
        rows.add(row("list.get", count -> {
            for (int i = 0; i < count; i++) {
                list.get(0);
            }
        }));
        rows.add(row("list.append", count -> {
            for (int i = 0; i < count; i++) {
                list.add("an element");
            }
        }));
        rows.add(row("dict.put", count -> {
            for (int i = 0; i < count; i++) {
                dict.put("key", 1);
            }
        }));
        rows.add(row("queue.put", count -> {
            for (int i = 0; i < count; i++) {
                queue.put("an element");
            }
        }));
        // As many are there as were put, and both warmed up alike.
        rows.add(row("queue.take", count -> {
            for (int i = 0; i < count; i++) {
                queue.take();
            }
        }));
        rows.add(row("value.get", count -> {
            for (int i = 0; i < count; i++) {
                cell.get();
            }
        }));
        return rows;
    }

    private Row row(String operation, Calls operations) throws InterruptedException {
        operations.make(calls);
        // What reading the counters costs is read too, and taken off.
        Counters before = read();
        Counters start = read();
        operations.make(calls);
        Counters end = read();
        return new Row(
                operation,
                perCall(before.caller, start.caller, end.caller),
                perCall(before.client, start.client, end.client),
                perCall(before.server, start.server, end.server));
    }

    private long perCall(long before, long start, long end) {
        return Math.round((end - start - (start - before)) / (double) calls);
    }

    private Counters read() {
        return new Counters(
                threads.getThreadAllocatedBytes(Thread.currentThread().getId()),
                AllocationServer.allocatedByLiveThreads(),
                requireNonNull(manager.call(AllocationServer.ALLOCATED, Long.class), "the server's counter"));
    }
}
