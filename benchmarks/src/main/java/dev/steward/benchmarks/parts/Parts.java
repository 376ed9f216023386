package dev.steward.benchmarks.parts;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures the parts of a call: average time and bytes allocated per operation, one row for each benchmark and parameter.
 *
 * <pre>{@code
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) dev.steward.benchmarks.parts.Parts [--quick] [pattern]
 * }</pre>
 *
 * <p>All of it takes about 8 minutes, with {@code --quick} about one: then each number comes from one JVM and a quarter
 * of a second, and tells orders of magnitude only. The pattern is a regular expression that is looked for in names such as
 * {@code DispatchBenchmark.listGet}, whatever the case. Exit codes: 0 done, 1 a benchmark failed, 2 wrong usage.
 */
public final class Parts {

    private static final String PACKAGE = Parts.class.getPackageName();
    private static final String BYTES_PER_OPERATION = "gc.alloc.rate.norm";
    private static final String USAGE = "usage: Parts [--quick] [pattern]";

    static {
        // The harness reads it when its runner is loaded. Its lock file would stay in the folder for temporary files.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** How long and how often to measure. */
    enum Effort {
        /** For figures that are written down. */
        FULL(2, 4, 4, 250),
        /** For a first look. */
        QUICK(1, 1, 3, 80);

        private final int forks;
        private final int warmups;
        private final int measurements;
        private final int millis;

        Effort(int forks, int warmups, int measurements, int millis) {
            this.forks = forks;
            this.warmups = warmups;
            this.measurements = measurements;
            this.millis = millis;
        }
    }

    private Parts() {}

    /** Runs the benchmarks that the arguments name, all without. */
    public static void main(String[] arguments) {
        Effort effort = Effort.FULL;
        String pattern = "";
        for (String argument : arguments) {
            if (argument.equals("--quick")) {
                effort = Effort.QUICK;
            } else if (argument.startsWith("-") || !pattern.isEmpty()) {
                fail(2, "'" + argument + "' is not understood; " + USAGE);
            } else {
                pattern = argument;
            }
        }
        try {
            if (!run(effort, pattern, System.out)) {
                fail(2, "no benchmark's name has '" + pattern + "' in it; without a pattern all of them run");
            }
        } catch (PatternSyntaxException malformed) {
            fail(2, "'" + pattern + "' is no regular expression: " + malformed.getDescription());
        } catch (RunnerException failed) {
            failed.printStackTrace();
            fail(1, "a benchmark failed; what is above says which and why");
        }
    }

    private static void fail(int code, String sentence) {
        System.err.println(sentence);
        System.exit(code);
    }

    /** Runs benchmark by benchmark, so that rows come as they are known. Returns whether there was one. */
    private static boolean run(Effort effort, String pattern, PrintStream out) throws RunnerException {
        Pattern wanted = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
        boolean any = false;
        for (String name : names()) {
            if (wanted.matcher(shortName(name)).find()) {
                any = true;
                for (RunResult result : new Runner(options(name, effort).build()).run()) {
                    out.println(row(result));
                }
            }
        }
        return any;
    }

    /** Returns the full names of all benchmarks of this package, in order. */
    static Collection<String> names() {
        return BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), java.util.List.of())
                .stream()
                .map(BenchmarkListEntry::getUsername)
                .filter(name -> name.startsWith(PACKAGE + "."))
                .sorted()
                .distinct()
                .toList();
    }

    private static ChainedOptionsBuilder options(String name, Effort effort) {
        ChainedOptionsBuilder options = quiet(name)
                .forks(effort.forks)
                .warmupIterations(effort.warmups)
                .warmupTime(TimeValue.milliseconds(effort.millis))
                .measurementIterations(effort.measurements)
                .measurementTime(TimeValue.milliseconds(effort.millis))
                .jvmArgs("-Xms512m", "-Xmx512m");
        if (effort == Effort.QUICK && name.contains(DispatchBenchmark.class.getSimpleName())) {
            options.param("way", Way.SERVER.name());
        }
        return options;
    }

    /** Returns options to run one benchmark, that print nothing, leave nothing behind and hide no failure. */
    static ChainedOptionsBuilder quiet(String name) {
        return new OptionsBuilder()
                .include("^" + Pattern.quote(name) + "$")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }

    /** Returns what a person reads of a result: name, parameters, time, bytes. */
    static String row(RunResult result) {
        BenchmarkParams params = result.getParams();
        StringBuilder values = new StringBuilder();
        for (String key : params.getParamsKeys()) {
            values.append(values.isEmpty() ? "" : " ").append(params.getParam(key));
        }
        Result<?> time = result.getPrimaryResult();
        Result<?> bytes = result.getSecondaryResults().get(BYTES_PER_OPERATION);
        return String.format(
                Locale.ROOT,
                "%-36s %-16s %,14.1f %s ±%,.1f  %,12.0f B/op",
                shortName(params.getBenchmark()),
                values,
                time.getScore(),
                time.getScoreUnit(),
                time.getScoreError(),
                bytes == null ? Double.NaN : bytes.getScore());
    }

    private static String shortName(String name) {
        return name.substring(PACKAGE.length() + 1);
    }
}
