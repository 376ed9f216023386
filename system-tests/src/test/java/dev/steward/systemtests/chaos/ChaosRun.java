package dev.steward.systemtests.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.steward.api.AuthKey;
import dev.steward.api.SyncManager;
import dev.steward.api.TypeCode;
import dev.steward.client.ManagerClient;
import dev.steward.systemtests.Jvm;
import dev.steward.systemtests.ServerProgram;
import dev.steward.systemtests.chaos.ChaosProxy.Accident;
import dev.steward.systemtests.chaos.ChaosProxy.Weather;
import dev.steward.systemtests.history.Journal;
import dev.steward.systemtests.history.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rounds of chaos. In each, workers work while every {@link Fault} happens once, in an order that is drawn; then all is
 * mended, the workers bring their work to an end, and their journals are audited. Used by one thread.
 */
final class ChaosRun {

    private static final int SEATS = 3;
    private static final AuthKey KEY = AuthKey.of("0123456789abcdef");
    private static final Duration SETTLING = Worker.LEASE.plus(Worker.WINDOW).plusSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final Random random;
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final List<String> faults = new ArrayList<>();
    private int workers;
    private int rounds;
    private long queueOperations;
    private long increments;
    private long unknown;
    private long longestMillis;

    /** The place of one client behind its network. */
    private final class Seat implements AutoCloseable {
        private final ChaosProxy network;
        private Jvm worker;
        private boolean stood;

        Seat(int port) {
            network = new ChaosProxy(port, random.nextLong());
            worker = start();
        }

        private Jvm start() {
            stood = false;
            int number = ++workers;
            return Jvm.run(
                    Worker.class,
                    Integer.toString(number),
                    Integer.toString(network.port()),
                    journal(number).toString());
        }

        void replace() {
            worker.kill();
            finish();
            worker = start();
            worker.awaitLine("working");
        }

        /** Looks at what the worker said before it is forgotten. */
        void finish() {
            List<String> unexpected = worker.linesOf("unexpected");
            if (!unexpected.isEmpty()) {
                faults.add(worker.lines().toString());
            }
            worker.linesOf("longest ").forEach(line -> {
                // A process that stood still did not answer in time either.
                if (!stood) {
                    longestMillis = Math.max(longestMillis, Long.parseLong(line.substring("longest ".length())));
                }
            });
            worker.close();
        }

        @Override
        public void close() {
            worker.close();
            network.close();
        }
    }

    ChaosRun(Path directory, long seed) {
        this.directory = directory;
        this.random = new Random(seed);
    }

    private Path journal(int number) {
        return directory.resolve("journal-" + number);
    }

    private static void sleep(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private Jvm serve(int port) {
        return Jvm.run(
                ServerProgram.class,
                Integer.toString(port),
                directory.resolve("state").toString());
    }

    /** Runs one round. Failures are found by {@link #faults}. */
    void round() throws Exception {
        rounds++;
        int firstWorker = workers + 1;
        Jvm server = serve(0);
        List<Seat> seats = new ArrayList<>();
        try {
            int port = Integer.parseInt(server.awaitPort());
            long sockets = sockets(server);
            long incarnation = incarnation(port);
            for (int i = 0; i < SEATS; i++) {
                seats.add(new Seat(port));
            }
            seats.forEach(seat -> seat.worker.awaitLine("working"));
            List<Fault> deck = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(deck, random);
            List<Long> killed = new ArrayList<>();
            for (Fault fault : deck) {
                sleep(100 + random.nextInt(300));
                happened.merge(fault, 1, Integer::sum);
                if (fault == Fault.KILL_SERVER) {
                    server.close();
                    server = serve(port);
                    server.awaitPort();
                    killed.add(incarnation);
                    incarnation = incarnation(port);
                } else {
                    inflict(fault, server, seats.get(random.nextInt(SEATS)));
                }
            }
            long counted = settle(port, seats);
            quiet(server, port, sockets);
            audit(firstWorker, killed, incarnation, counted);
        } finally {
            seats.forEach(Seat::close);
            server.close();
            for (int number = firstWorker; number <= workers && faults.isEmpty(); number++) {
                Files.deleteIfExists(journal(number));
            }
        }
    }

    private static long incarnation(int port) {
        try (SyncManager near = ManagerClient.connect("127.0.0.1", port, KEY)) {
            return near.event("incarnation").objectToken().incarnation();
        }
    }

    private void inflict(Fault fault, Jvm server, Seat seat) throws InterruptedException {
        switch (fault) {
            case KILL_CLIENT -> seat.replace();
            case STOP_CLIENT -> {
                seat.stood = true;
                seat.worker.suspend();
                sleep(Worker.LEASE.plusMillis(500).toMillis());
                seat.worker.resume();
            }
            case STOP_SERVER -> {
                server.suspend();
                sleep(2_000);
                server.resume();
            }
            case CUT -> seat.network.breakAll();
            case REFUSE -> {
                seat.network.refuse(true);
                seat.network.breakAll();
                sleep(200 + random.nextInt(1_500));
                seat.network.refuse(false);
            }
            case SLOW -> during(seat, Weather.SLOW, 1_500);
            case TRICKLE -> during(seat, Weather.TRICKLE, 1_000);
            case DEAF_SERVER -> during(seat, Weather.DEAF_SERVER, 500 + random.nextInt(2_500));
            case DEAF_CLIENT -> during(seat, Weather.DEAF_CLIENTS, 500 + random.nextInt(2_500));
            case DROP_REPLY -> cause(seat, Accident.DROP_REPLY);
            case DUPLICATE -> cause(seat, Accident.DUPLICATE);
            case TRUNCATE -> cause(seat, Accident.TRUNCATE);
            case KILL_SERVER -> throw new IllegalArgumentException("the round does that itself");
        }
    }

    private static void during(Seat seat, Weather weather, long millis) throws InterruptedException {
        seat.network.become(weather);
        sleep(millis);
        seat.network.become(Weather.FAIR);
        if (weather == Weather.DEAF_SERVER || weather == Weather.DEAF_CLIENTS) {
            // What was swallowed is missing in the middle: no connection can go on after that.
            seat.network.breakAll();
        }
    }

    private static void cause(Seat seat, Accident accident) {
        seat.network.cause(accident);
        await().atMost(PATIENCE).until(() -> !seat.network.isDue());
    }

    /** Brings all work to an end and returns what the counter came to. */
    private long settle(int port, List<Seat> seats) throws Exception {
        seats.forEach(seat -> seat.worker.say("stop"));
        // By then every session that was lost has ended and given back what it had.
        sleep(SETTLING.toMillis());
        try (SyncManager near = ManagerClient.connect("127.0.0.1", port, KEY)) {
            var jobs = near.queue("jobs", Worker.CAPACITY, Long.class);
            await("an empty queue").atMost(PATIENCE).until(jobs::isEmpty);
            for (Seat seat : seats) {
                seat.worker.say("drain");
            }
            for (Seat seat : seats) {
                int code = seat.worker.awaitEnd();
                if (code != 0) {
                    faults.add("a worker ended with " + code + ": " + seat.worker.lines());
                }
                seat.finish();
            }
            assertThat(jobs.size()).isZero();
            return near.value("counter", TypeCode.LONG, 0L).get();
        }
    }

    /** Nothing of the sessions is left in the server: no connection, no object without a name, nobody who waits. */
    private static void quiet(Jvm server, int port, long atFirst) {
        // The JVM itself may open one more when it closes its first.
        await("connections of the server")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(sockets(server)).isLessThanOrEqualTo(atFirst + 1));
        try (SyncManager near = ManagerClient.connect("127.0.0.1", port, KEY)) {
            assertThat(near.describeObjects()).allMatch(row -> row.waiting() == 0 && row.name() != null);
        }
    }

    /** Returns how many sockets a process has; 0 where the system does not tell. */
    private static long sockets(Jvm process) throws IOException {
        Path directory = Path.of("/proc", Long.toString(process.pid()), "fd");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> descriptors = Files.list(directory)) {
            return descriptors.filter(ChaosRun::isSocket).count();
        }
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closed) {
            return false;
        }
    }

    private void audit(int firstWorker, List<Long> killed, long incarnation, long counted) {
        List<Operation> history = new ArrayList<>();
        for (int number = firstWorker; number <= workers; number++) {
            history.addAll(Journal.read(journal(number)));
        }
        Audit audit = new Audit(history);
        killed.forEach(former -> audit.incarnation("@" + former, false));
        audit.incarnation("@" + incarnation, true);
        audit.counted("@" + incarnation, counted);
        faults.addAll(audit.faults());
        queueOperations += audit.queueOperations();
        increments += audit.increments();
        unknown += audit.unknown();
    }

    /** Returns what was wrong, in sentences. */
    List<String> faults() {
        return faults;
    }

    /** Returns the longest call of a process that was never stopped. */
    long longestMillis() {
        return longestMillis;
    }

    /** Returns the figures, as lines. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        happened.forEach((fault, times) -> lines.add(row(fault.name().toLowerCase(java.util.Locale.ROOT), times)));
        lines.add(row("rounds", rounds));
        lines.add(row("worker processes", workers));
        lines.add(row("queue operations", queueOperations));
        lines.add(row("increments acknowledged", increments));
        lines.add(row("calls of unknown outcome", unknown));
        lines.add(row("longest call, ms", longestMillis));
        lines.add(row("wrong", faults.size()));
        return lines;
    }

    private static String row(String what, @Nullable Object figure) {
        return String.format("%-26s %12s", what, figure);
    }
}
