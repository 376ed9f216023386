package dev.steward.benchmarks;

import dev.steward.benchmarks.harness.JavaHome;
import dev.steward.benchmarks.harness.MeasurementException;
import dev.steward.benchmarks.harness.Placement;
import dev.steward.benchmarks.harness.Plan;
import dev.steward.benchmarks.harness.Plan.Times;
import dev.steward.benchmarks.harness.Result;
import dev.steward.benchmarks.harness.ResultsFile;
import dev.steward.benchmarks.harness.Suite;
import dev.steward.benchmarks.harness.Table;
import dev.steward.benchmarks.peers.Peer;
import dev.steward.benchmarks.peers.Peers;
import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./steward bench --quick                            all in a few minutes, roughly",
            "  ./steward bench --workload W1,W4 --peer steward    two workloads; sockets are always along",
            "  ./steward bench --workload W1 --placement same --rounds 9",
            "",
            "Exit codes: 0 done, 1 failed or answered wrongly, 2 wrong usage."
        })
public final class Bench implements Callable<Integer> {

    private static final int USAGE_WIDTH = 100;
    private static final int MOST_ROUNDS = 1_000;
    private static final Times QUICK =
            new Times(3, Duration.ofMillis(1_500), Duration.ofMillis(50), Duration.ofMillis(300));
    private static final Times FULL =
            new Times(5, Duration.ofSeconds(8), Duration.ofMillis(300), Duration.ofSeconds(2));

    @Spec
    private @Nullable CommandSpec spec;

    // Read by picocli, which prints the help then and does not call this command.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and end.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(names = "--quick", description = "Short rounds: under four minutes in all, and rough.")
    private boolean quick;

    @Option(
            names = "--workload",
            split = ",",
            paramLabel = "ID",
            completionCandidates = WorkloadIds.class,
            description = "Only these of ${COMPLETION-CANDIDATES}.")
    private List<String> workloads = List.of();

    @Option(
            names = "--peer",
            split = ",",
            paramLabel = "NAME",
            completionCandidates = PeerNames.class,
            description = "Only these of ${COMPLETION-CANDIDATES}; raw and polled are always along.")
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
            names = "--results",
            paramLabel = "FILE",
            description = "Where the tab-separated results go; by default ${DEFAULT-VALUE}.",
            defaultValue = "${sys:steward.bench:-benchmarks/target}/results.tsv")
    private Path results = Path.of("results.tsv");

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
        System.exit(run(arguments));
    }

    /** Measures and returns the exit code. */
    static int run(String... arguments) {
        CommandLine line = new CommandLine(new Bench());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpWidth(USAGE_WIDTH);
        line.setParameterExceptionHandler((wrong, given) -> {
            line.getErr().println("bench: " + wrong.getMessage());
            line.getErr().println("Try: ./steward bench --help");
            line.getErr().flush();
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (!(failure instanceof MeasurementException)) {
                throw failure;
            }
            command.getErr().println("bench: " + failure.getMessage());
            command.getErr().flush();
            return ExitCode.SOFTWARE;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = line();
        Plan plan = plan();
        List<Result> measured = Suite.run(plan, line.getErr());
        line.getOut().print(Table.of(measured));
        line.getOut().flush();
        ResultsFile.write(results, measured);
        line.getErr().println("written to " + results);
        line.getErr().flush();
        return ExitCode.OK;
    }

    private CommandLine line() {
        if (spec == null) {
            throw new IllegalStateException("a command runs by its command line only");
        }
        return spec.commandLine();
    }

    private Plan plan() {
        Times times = quick ? QUICK : FULL;
        if (rounds != null) {
            if (rounds < 1 || rounds > MOST_ROUNDS) {
                throw wrong("--rounds is from 1 to " + MOST_ROUNDS + ", not " + rounds);
            }
            times = new Times(rounds, times.warmUp(), times.settle(), times.measure());
        }
        return new Plan(
                chosenWorkloads(),
                chosenPeers(),
                transports,
                placements.isEmpty() ? Optional.empty() : Optional.of(placements),
                times,
                chosenJdk());
    }

    private List<Workload> chosenWorkloads() {
        List<String> known = new WorkloadIds();
        Set<String> wanted =
                workloads.stream().map(id -> id.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        for (String id : wanted) {
            if (!known.contains(id)) {
                throw wrong("there is no workload '" + id + "': choose of " + String.join(", ", known));
            }
        }
        return Workload.ALL.stream()
                .filter(workload -> wanted.isEmpty() || wanted.contains(workload.id()))
                .toList();
    }

    private List<Peer> chosenPeers() {
        for (String name : peers) {
            if (Peers.named(name).isEmpty()) {
                throw wrong("there is no peer '" + name + "': choose of " + String.join(", ", new PeerNames()));
            }
        }
        return Peers.ALL.stream()
                .filter(peer -> peers.isEmpty() || peers.contains(peer.name()) || Peers.REFERENCES.contains(peer))
                .toList();
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
