package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.peers.Transport;
import dev.steward.benchmarks.workloads.Workload;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Notices when Steward has become much slower: compares a few ratios to RMI with those that were recorded. All runs on one
 * core, where a figure does not depend on where the scheduler puts the processes. The best of three rounds counts, and only
 * twice the recorded ratio fails: a busy machine should not. RMI, because it is a whole stack on a JVM as Steward is: the
 * plain socket is bound by the kernel alone, so that one code has 1.2 times its time on one machine and 1.7 on another
 * (decision 37).
 */
public final class Guard {

    /** By how much a ratio may be worse than the recorded one. */
    static final double FACTOR = 2;

    private static final Set<String> WORKLOADS = Set.of("W1", "W4");
    /**
     * The compilers share the one core with what they compile for: after 10 s they are not done on a slow machine. RMI has
     * less to compile, and where it is not done Steward is let off lightly, not blamed.
     */
    private static final Plan.Times TIMES = new Plan.Times(
            3, Duration.ofSeconds(20), Duration.ofSeconds(8), Duration.ofMillis(100), Duration.ofMillis(500));

    private static final String HEAD = String.join("\t", "workload", "variant", "ratio", "date", "machine");
    private static final int COLUMNS = 5;

    /**
     * A ratio that was recorded.
     *
     * @param workload what was measured
     * @param variant which figure of it
     * @param ratio the median of its ratios to RMI; of a cold program, to the same with a plain socket
     * @param date when
     * @param machine where: cores, system, version of Java
     */
    record Recorded(String workload, String variant, double ratio, String date, String machine) {}

    private Guard() {}

    /** Measures what is compared. Empty if processes cannot be put on one core here. */
    public static List<Result> measure(JavaHome java, PrintWriter progress) throws InterruptedException {
        if (!Cores.look().placements().contains(Placement.SAME)) {
            progress.println("there is no taskset here, so nothing that could be compared: install util-linux");
            return List.of();
        }
        List<Workload> workloads = Workload.ALL.stream()
                .filter(workload -> WORKLOADS.contains(workload.id()))
                .toList();
        Plan plan = new Plan(
                workloads,
                Map.of(Peers.STEWARD, Set.of(Transport.TCP), Peers.RMI, Set.of(Transport.TCP)),
                false,
                Optional.of(Set.of(Placement.SAME)),
                TIMES,
                java);
        return besideRmi(Suite.run(plan, progress));
    }

    /** Returns Steward's results with ratios to RMI's of the same rounds. */
    static List<Result> besideRmi(List<Result> measured) {
        return measured.stream()
                .filter(result -> result.peer().equals(Peers.STEWARD.name()))
                .map(result -> result.comparedWith(measured.stream()
                        .filter(other -> other.peer().equals(Peers.RMI.name())
                                && other.workload().equals(result.workload())
                                && other.variant().equals(result.variant()))
                        .findFirst()
                        .orElseThrow(() -> new MeasurementException(
                                result.workload() + " " + result.variant() + " was not measured with RMI"))))
                .toList();
    }

    /** Returns a sentence for each ratio that is much worse than recorded. */
    public static List<String> complaints(List<Result> results, Path file) {
        List<Recorded> recorded = read(file);
        List<String> complaints = new ArrayList<>();
        for (Result result : results) {
            double best = result.bestRatio().orElseThrow();
            recorded.stream()
                    .filter(before -> before.workload().equals(result.workload())
                            && before.variant().equals(result.variant()))
                    .findFirst()
                    .ifPresentOrElse(
                            before -> {
                                double factor =
                                        result.unit().moreIsBetter() ? before.ratio() / best : best / before.ratio();
                                if (factor > FACTOR) {
                                    complaints.add(String.format(
                                            Locale.ROOT,
                                            "%s %s: a ratio of %.2f at best, and %.2f on %s: more than %.0f times worse",
                                            result.workload(),
                                            result.variant(),
                                            best,
                                            before.ratio(),
                                            before.date(),
                                            FACTOR));
                                }
                            },
                            () -> complaints.add(result.workload() + " " + result.variant() + " was never recorded in "
                                    + file + ": run ./steward bench --guard --record"));
        }
        return complaints;
    }

    /** Writes the ratios of now in the place of those recorded. */
    public static void record(List<Result> results, Path file) {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        for (Result result : results) {
            lines.add(String.join(
                    "\t",
                    result.workload(),
                    result.variant(),
                    String.format(Locale.ROOT, "%.3f", result.ratio().orElseThrow()),
                    LocalDate.now(ZoneOffset.UTC).toString(),
                    machine(result.jdk())));
        }
        try {
            Files.write(file, lines);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }

    private static String machine(String jdk) {
        return Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", JDK " + jdk;
    }

    static List<Recorded> read(Path file) {
        try {
            List<Recorded> recorded = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                List<String> columns = List.of(line.split("\t", -1));
                if (columns.size() != COLUMNS) {
                    throw new MeasurementException(file + " has a line without its " + COLUMNS + " columns: " + line);
                }
                if (!line.equals(HEAD)) {
                    recorded.add(new Recorded(
                            columns.get(0),
                            columns.get(1),
                            Double.parseDouble(columns.get(2)),
                            columns.get(3),
                            columns.get(4)));
                }
            }
            return recorded;
        } catch (IOException unreadable) {
            throw new MeasurementException(
                    file + " cannot be read: ./steward bench --guard --record writes it", unreadable);
        }
    }
}
