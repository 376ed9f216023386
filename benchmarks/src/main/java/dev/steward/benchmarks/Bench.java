package dev.steward.benchmarks;

import dev.steward.benchmarks.cold.ColdSuite;
import dev.steward.benchmarks.cold.ColdWorkload;
import dev.steward.benchmarks.harness.Guard;
import dev.steward.benchmarks.harness.JavaHome;
import dev.steward.benchmarks.harness.MeasurementException;
import dev.steward.benchmarks.harness.Peers;
import dev.steward.benchmarks.harness.Placement;
import dev.steward.benchmarks.harness.Plan;
import dev.steward.benchmarks.harness.Plan.Times;
import dev.steward.benchmarks.harness.Result;
import dev.steward.benchmarks.harness.ResultsFile;
import dev.steward.benchmarks.harness.Suite;
import dev.steward.benchmarks.harness.Table;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures workloads with peers, each server and client in a process of its own, and prints one table. */
@Command(
        name = "bench",
        description = {
            "Measures Steward beside the plain socket and its peers on this machine: server and",
            "clients in processes of their own, everybody in turn, round after round. The table goes",
            "to standard output and, tab-separated, to the file of --results; what is going on is told",
            "on standard error.",
            "",
            "The column 'ratio' is to the blocking socket of the same round, and that is what travels",
            "from machine to machine; the figures do not. Without its placement a figure means nothing:",
            "waking an idle core costs more than a call.",
            "",
            "With --cold it measures whole programs, each from its start to its end, as they are before",
            "anything is warm: wall time, and the processor time of the program with all its children,",
            "which other load on the machine hardly changes. The ratio is to CPython then.",
            ""
        })
public final class Bench implements Callable<Integer> {

    private static final List<String> EXAMPLES = List.of(
            "",
            "Examples:",
            "  ./steward bench --quick                            all in a few minutes, roughly",
            "  ./steward bench --workload W1,W4 --peer steward    two workloads; sockets are always along",
            "  ./steward bench --workload W1 --placement same --rounds 9",
            "  ./steward bench --cold                             programs that live for a second, from start to end",
            "  ./steward bench --cold --workload C2,C3 --peer cpython,steward --rounds 9",
            "",
            "Exit codes: 0 done, 1 failed or answered wrongly, 2 wrong usage.");
    private static final int USAGE_WIDTH = 100;
    private static final int MOST_ROUNDS = 1_000;
    private static final int MOST_MILLIS = 600_000;
    private static final int COLD_ROUNDS = 5;
    private static final int QUICK_COLD_ROUNDS = 2;
    private static final Times QUICK =
            new Times(3, Duration.ofSeconds(4), Duration.ofMillis(50), Duration.ofMillis(200));
    private static final Times FULL =
            new Times(5, Duration.ofSeconds(20), Duration.ofMillis(300), Duration.ofSeconds(2));

    @Spec
    private @Nullable CommandSpec spec;

    // Read by picocli, which prints the help then and does not call this command.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = "--quick",
            description = "Short rounds: under four minutes in all, and rough. Steward, and sockets over TCP, so that"
                    + " there is time to warm up; --peer chooses others.")
    private boolean quick;

    @Option(
            names = "--cold",
            description = "Measure C1 to C8, whole programs from their start to their end, for some eight minutes, with"
                    + " --quick for three. Of the other options --workload, --peer, --rounds, --jdk and --results"
                    + " count.")
    private boolean cold;

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            completionCandidates = WorkloadIds.class,
            description = "Only these of ${COMPLETION-CANDIDATES}; with --cold of C1 to C8.")
    private List<String> workloads = List.of();

    @Option(
            names = "--peer",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = PeerNames.class,
            description = "Only these of ${COMPLETION-CANDIDATES}; raw and polled are always along. All but watched by"
                    + " default, with --quick steward. --cold has peers of its own, see below.")
    private List<String> peers = List.of();

    @Option(
            names = "--transport",
            split = ",",
            paramLabel = "NAME",
            description = "Only this one: tcp or unix. The raw socket always travels on tcp.")
    private Set<Transport> transports = EnumSet.allOf(Transport.class);

    @Option(
            names = "--placement",
            split = ",",
            paramLabel = "NAME",
            description = {
                "Where server and clients run: same (one core), each (a core each), free.",
                "By default all three for W1 and free for the others."
            })
    private Set<Placement> placements = EnumSet.noneOf(Placement.class);

    @Option(names = "--rounds", paramLabel = "N", description = "How many rounds; 5 by default, 3 with --quick.")
    private @Nullable Integer rounds;

    @Option(names = "--jdk", paramLabel = "FOLDER", description = "The JDK of what is measured; by default this one.")
    private @Nullable Path jdk;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            description = "How long everyone runs before the first round; 20000 by default, 4000 with --quick.")
    private @Nullable Integer warmUp;

    @Option(
            names = "--measure",
            paramLabel = "MILLIS",
            description = "How long everyone is measured in a round; 2000 by default, 200 with --quick.")
    private @Nullable Integer measure;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            description = "Where the tab-separated results go; by default ${DEFAULT-VALUE}.",
            defaultValue = "${sys:steward.benchmarks:-benchmarks}/target/results.tsv")
    private Path results = Path.of("results.tsv");

    @Option(
            names = "--guard",
            description = "Measure W1, W4 and a cold program for some two minutes and compare with what was recorded in"
                    + " benchmarks/guard.tsv: fails if a ratio is more than twice as bad. Other options do not"
                    + " count, besides --jdk.")
    private boolean guard;

    @Option(names = "--record", description = "With --guard: record the ratios instead of comparing them.")
    private boolean record;

    @Option(names = "--guard-file", hidden = true, defaultValue = "${sys:steward.benchmarks:-benchmarks}/guard.tsv")
    private Path guardFile = Path.of("guard.tsv");

    /** What {@code --workload} takes. */
    static final class WorkloadIds extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        WorkloadIds() {
            super(Workload.ALL.stream().map(Workload::id).distinct().toList());
        }
    }

    /** What {@code --peer} takes. */
    static final class PeerNames extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        PeerNames() {
            super(Peers.ALL.stream().map(Peer::name).toList());
        }
    }

    private Bench() {}

    /** Measures and ends the JVM with an exit code. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Measures and returns the exit code. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.getCommandSpec().usageMessage().footer(footer().toArray(String[]::new));
        line.setParameterExceptionHandler((wrong, given) -> {
            err.println("bench: " + wrong.getMessage());
            err.println("Try: ./steward bench --help");
            err.flush();
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof MeasurementException)) {
                throw failure;
            }
            err.println("bench: " + failure.getMessage());
            err.flush();
            return ExitCode.SOFTWARE;
        });
        int exitCode = line.execute(arguments);
        out.flush();
        return exitCode;
    }

    private static List<String> footer() {
        List<String> lines = new ArrayList<>(List.of("", "Workloads:"));
        Workload.ALL.forEach(
                workload -> lines.add("  " + workload.id() + " " + workload.variant() + ": " + workload.description()));
        lines.addAll(List.of("", "Peers:"));
        Peers.ALL.forEach(peer -> lines.add("  " + peer.name() + ": " + peer.description()));
        lines.addAll(List.of("", "Workloads of --cold:"));
        ColdWorkload.ALL.stream()
                .map(workload -> "  " + workload.id() + ": " + workload.description())
                .distinct()
                .forEach(lines::add);
        lines.addAll(List.of("", "Peers of --cold:"));
        ColdSuite.PEERS.forEach((name, description) -> lines.add("  " + name + ": " + description));
        lines.addAll(EXAMPLES);
        return lines;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = line();
        if (guard) {
            return compare(line.getOut(), line.getErr());
        }
        if (record) {
            throw wrong("--record goes with --guard only");
        }
        List<Result> measured = cold ? measureCold(line.getErr()) : Suite.run(plan(), line.getErr());
        line.getOut().print(Table.of(measured));
        line.getOut().flush();
        ResultsFile.write(results, measured);
        line.getErr().println("written to " + results);
        line.getErr().flush();
        return ExitCode.OK;
    }

    private List<Result> measureCold(PrintWriter err) throws InterruptedException {
        int usual = quick ? QUICK_COLD_ROUNDS : COLD_ROUNDS;
        Set<String> names = peers.isEmpty() ? ColdSuite.PEERS.keySet() : Set.copyOf(peers);
        for (String name : names) {
            if (!ColdSuite.PEERS.containsKey(name)) {
                throw wrong(
                        "--cold has no peer '" + name + "': choose of " + String.join(", ", ColdSuite.PEERS.keySet()));
            }
        }
        return ColdSuite.run(
                chosen(ColdWorkload.ALL, ColdWorkload::id),
                names,
                rounds == null ? usual : inRange("--rounds", rounds, MOST_ROUNDS),
                chosenJdk(),
                err);
    }

    private int compare(PrintWriter out, PrintWriter err) throws InterruptedException {
        List<Result> measured = new ArrayList<>(Guard.measure(chosenJdk(), err));
        measured.addAll(ColdSuite.guard(chosenJdk(), err));
        out.print(Table.of(measured));
        if (record) {
            Guard.record(measured, guardFile);
            err.println("recorded in " + guardFile);
            return ExitCode.OK;
        }
        List<String> complaints = Guard.complaints(measured, guardFile);
        complaints.forEach(complaint -> err.println("bench: " + complaint));
        err.flush();
        return complaints.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("a command runs by its command line only");
        }
        return spec.commandLine();
    }

    private Plan plan() {
        Times usual = quick ? QUICK : FULL;
        Times times = new Times(
                rounds == null ? usual.rounds() : inRange("--rounds", rounds, MOST_ROUNDS),
                warmUp == null ? usual.warmUp() : Duration.ofMillis(inRange("--warm-up", warmUp, MOST_MILLIS)),
                usual.settle(),
                measure == null ? usual.measure() : Duration.ofMillis(inRange("--measure", measure, MOST_MILLIS)));
        return new Plan(
                chosen(Workload.ALL, Workload::id),
                chosenPeers(),
                true,
                placements.isEmpty() ? Optional.empty() : Optional.of(placements),
                times,
                chosenJdk());
    }

    private int inRange(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw wrong(option + " is from 1 to " + most + ", not " + value);
        }
        return value;
    }

    /** Returns those that were asked for, all by default. */
    private <T> List<T> chosen(List<T> all, Function<T, String> id) {
        List<String> known = all.stream().map(id).distinct().toList();
        Set<String> wanted =
                workloads.stream().map(name -> name.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        for (String name : wanted) {
            if (!known.contains(name)) {
                throw wrong("there is no workload '" + name + "': choose of " + String.join(", ", known));
            }
        }
        return all.stream()
                .filter(workload -> wanted.isEmpty() || wanted.contains(id.apply(workload)))
                .toList();
    }

    /** Returns who takes part and on what: those asked for, and the sockets, which travel on TCP only with --quick. */
    private Map<Peer, Set<Transport>> chosenPeers() {
        for (String name : peers) {
            if (Peers.named(name).isEmpty()) {
                throw wrong("there is no peer '" + name + "': choose of " + String.join(", ", new PeerNames()));
            }
        }
        List<String> unwatched = new PeerNames();
        unwatched.remove(Peers.WATCHED.name());
        List<String> usual = quick ? List.of(Peers.STEWARD.name()) : unwatched;
        List<String> wanted = peers.isEmpty() ? usual : peers;
        Map<Peer, Set<Transport>> chosen = new HashMap<>();
        Peers.SOCKETS.forEach(socket -> chosen.put(socket, quick ? Set.of(Transport.TCP) : transports));
        Peers.ALL.stream().filter(peer -> wanted.contains(peer.name())).forEach(peer -> chosen.put(peer, transports));
        return chosen;
    }

    private JavaHome chosenJdk() {
        try {
            return jdk == null ? JavaHome.current() : JavaHome.of(jdk);
        } catch (IllegalArgumentException noJdk) {
            throw wrong("--jdk: " + noJdk.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }
}
