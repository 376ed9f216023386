package dev.steward.benchmarks.cold;

import dev.steward.benchmarks.harness.JavaHome;
import dev.steward.benchmarks.harness.Line;
import dev.steward.benchmarks.harness.MeasuredProcess;
import dev.steward.benchmarks.harness.MeasurementException;
import dev.steward.benchmarks.harness.OthersLoad;
import dev.steward.benchmarks.harness.Placement;
import dev.steward.benchmarks.harness.Result;
import dev.steward.benchmarks.harness.Statistics;
import dev.steward.benchmarks.workloads.RunReport;
import dev.steward.benchmarks.workloads.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures whole programs, each from its start to its end: what a program has of Steward that lives for a second. In each
 * round of a workload every peer's program runs once, alone, in an order that turns from round to round; a first run of
 * each is not measured. Servers run all the time.
 */
public final class ColdSuite implements AutoCloseable {

    /** All peers that there can be, by name, and what they are: in the order of the tables. */
    public static final Map<String, String> PEERS = ColdPeers.DESCRIPTIONS;

    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final int SECRET_BYTES = 32;
    private static final int GUARD_ROUNDS = 5;

    private final JavaHome java;
    private final PrintWriter progress;
    private final Path folder;
    private final String secret;

    /** The servers that run, by their commands, and their addresses. */
    private final Map<List<String>, MeasuredProcess> servers = new LinkedHashMap<>();

    private final Map<List<String>, String> addresses = new LinkedHashMap<>();

    private ColdSuite(JavaHome java, PrintWriter progress) {
        this.java = java;
        this.progress = progress;
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = HexFormat.of().formatHex(random);
        try {
            this.folder = Files.createTempDirectory("steward-bench-");
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make a folder for what programs need", failed);
        }
    }

    /**
     * Measures and returns what came out, in the order of the table; ratios are to CPython.
     *
     * @param peers the names of those who are to take part; who is not installed is said to be missing
     * @param progress gets a line now and then
     * @throws MeasurementException if a program fails
     * @throws InterruptedException if interrupted; all processes are ended then
     */
    public static List<Result> run(
            List<ColdWorkload> workloads, Set<String> peers, int rounds, JavaHome java, PrintWriter progress)
            throws InterruptedException {
        try (ColdSuite suite = new ColdSuite(java, progress)) {
            return suite.measure(workloads, peers, rounds, ColdPeers.CPYTHON);
        }
    }

    /**
     * Measures what the guard compares: the processor time of Steward's first 1,000 calls as a ratio to the same with a
     * plain socket. Empty where the system does not say what a process used.
     */
    public static List<Result> guard(JavaHome java, PrintWriter progress) throws InterruptedException {
        try (ColdSuite suite = new ColdSuite(java, progress)) {
            Set<String> peers = Set.of(ColdPeers.RAW, ColdPeers.STEWARD);
            return suite.measure(List.of(ColdWorkload.GUARDED), peers, GUARD_ROUNDS, ColdPeers.RAW).stream()
                    .filter(result -> result.unit() == Unit.PROCESSOR_MILLIS_PER_PROGRAM
                            && result.peer().equals(ColdPeers.STEWARD)
                            && result.transport().equals("tcp"))
                    .toList();
        }
    }

    private List<Result> measure(List<ColdWorkload> workloads, Set<String> names, int rounds, String reference)
            throws InterruptedException {
        OthersLoad load = OthersLoad.begin();
        List<ColdPeer> peers = ColdPeers.all(java, folder);
        if (names.contains(ColdPeers.CPYTHON)
                && peers.stream().noneMatch(peer -> peer.name().equals(ColdPeers.CPYTHON))) {
            say("cpython is missing, and with it the ratios: there is no python3 on the path");
        }
        List<Result> results = new ArrayList<>();
        for (ColdWorkload workload : workloads) {
            List<ColdPeer> taking = peers.stream()
                    .filter(peer -> names.contains(peer.name()) && peer.does(workload))
                    .toList();
            results.addAll(results(workload, measure(workload, taking, rounds), reference));
        }
        close();
        say("others used %.1f %% of the processors meanwhile", load.percent());
        return results;
    }

    private Map<ColdPeer, List<ProgramRun>> measure(ColdWorkload workload, List<ColdPeer> peers, int rounds)
            throws InterruptedException {
        Map<ColdPeer, List<ProgramRun>> runs = new LinkedHashMap<>();
        for (ColdPeer peer : peers) {
            say("%s: %s, not measured", workload, peer);
            run(workload, peer, peer.rehearsal());
            runs.put(peer, new ArrayList<>());
        }
        List<ColdPeer> order = new ArrayList<>(peers);
        for (int round = 1; round <= rounds; round++) {
            say("%s: round %d of %d", workload, round, rounds);
            for (ColdPeer peer : order) {
                runs.getOrDefault(peer, new ArrayList<>()).add(run(workload, peer, peer.program()));
            }
            Collections.rotate(order, 1);
        }
        return runs;
    }

    private ProgramRun run(ColdWorkload workload, ColdPeer peer, List<String> program) throws InterruptedException {
        String input = peer.server().isEmpty() ? "" : secret + "\n" + address(peer) + "\n";
        List<String> command =
                Stream.of(program, workload.toArguments()).flatMap(List::stream).toList();
        return ProgramRun.of(workload + ", " + peer, command, input);
    }

    private String address(ColdPeer peer) throws InterruptedException {
        @Nullable String known = addresses.get(peer.server());
        if (known != null) {
            return known;
        }
        MeasuredProcess server = MeasuredProcess.start("the server of " + peer, peer.server());
        servers.put(peer.server(), server);
        server.send(secret);
        String address = server.await(Line.READY, TO_ANSWER);
        addresses.put(peer.server(), address);
        return address;
    }

    private List<Result> results(ColdWorkload workload, Map<ColdPeer, List<ProgramRun>> runs, String reference) {
        return Stream.concat(
                        results(workload, Unit.MILLIS_PER_PROGRAM, runs, reference, run -> run.wall()).stream(),
                        runs.values().stream()
                                        .flatMap(List::stream)
                                        .allMatch(run -> run.processor().isPresent())
                                ? results(
                                        workload,
                                        Unit.PROCESSOR_MILLIS_PER_PROGRAM,
                                        runs,
                                        reference,
                                        run -> run.processor().orElseThrow())
                                        .stream()
                                : Stream.empty())
                .toList();
    }

    private List<Result> results(
            ColdWorkload workload,
            Unit unit,
            Map<ColdPeer, List<ProgramRun>> runs,
            String reference,
            Function<ProgramRun, Duration> figure) {
        Map<ColdPeer, List<Double>> figures = new LinkedHashMap<>();
        runs.forEach((peer, all) -> figures.put(
                peer,
                all.stream()
                        .map(run ->
                                unit.figure(new RunReport(1, figure.apply(run).toNanos())))
                        .toList()));
        List<Double> compared = figures.entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(reference))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
        List<Result> results = new ArrayList<>();
        figures.forEach((peer, measured) -> results.add(new Result(
                workload.id(),
                workload.variant(),
                unit,
                peer.name(),
                peer.transport(),
                Placement.FREE.title(),
                java.version(),
                measured,
                compared.isEmpty() ? List.of() : Statistics.ratios(measured, compared))));
        return results;
    }

    private void say(String format, Object... arguments) {
        progress.println(String.format(Locale.ROOT, format, arguments));
        progress.flush();
    }

    /** Ends the servers and removes what programs needed. */
    @Override
    public void close() {
        servers.values().forEach(MeasuredProcess::close);
        servers.clear();
        addresses.clear();
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot remove " + folder, failed);
        }
    }
}
