package dev.steward.benchmarks.harness;

import dev.steward.benchmarks.workloads.Workload;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures a plan. In each round of a workload every contender runs once, in an order that turns from round to round, so
 * that what the machine does meanwhile hits all alike.
 */
public final class Suite {

    /** Above so many percent of the machine's time in other hands the figures are doubtful. */
    private static final double DOUBTFUL_PERCENT = 5;

    /**
     * Everyone warms up in so many parts, with those of the others in between: meanwhile the compilers do what the part
     * before has left to them, which is more than they manage beside a load on few cores.
     */
    private static final int WARM_UP_PARTS = 4;

    /** A warm-up that is shorter than this is one part: the first call of a fresh process takes some of it. */
    private static final Duration LONG_WARM_UP = Duration.ofSeconds(1);

    private final Plan plan;
    private final Cores cores;
    private final PrintWriter progress;

    private Suite(Plan plan, Cores cores, PrintWriter progress) {
        this.plan = plan;
        this.cores = cores;
        this.progress = progress;
    }

    /**
     * Measures and returns what came out, in the order of the table.
     *
     * @param progress gets a line now and then
     * @throws MeasurementException if a process fails or a peer answers wrongly
     * @throws InterruptedException if interrupted; all processes are ended then
     */
    public static List<Result> run(Plan plan, PrintWriter progress) throws InterruptedException {
        Suite suite = new Suite(plan, Cores.look(), progress);
        suite.announce();
        OthersLoad load = OthersLoad.begin();
        List<Result> results = new ArrayList<>();
        for (Workload workload : plan.workloads()) {
            results.addAll(suite.measure(workload));
        }
        suite.say("others used %.1f %% of the processors meanwhile", load.percent());
        return results;
    }

    private void announce() {
        Duration estimate = plan.estimate(cores);
        say("about %d min %d s", estimate.toMinutes(), estimate.toSecondsPart());
        List<Placement> missing = new ArrayList<>(List.of(Placement.values()));
        missing.removeAll(cores.placements());
        if (!missing.isEmpty()) {
            say("not possible here, for want of taskset or of a second core: %s", missing);
        }
    }

    private List<Result> measure(Workload workload) throws InterruptedException {
        OthersLoad load = OthersLoad.begin();
        List<Placement> placements = plan.placements(workload, cores);
        List<Stage> stages = new ArrayList<>();
        Map<Placement, Map<Contender, List<Double>>> figures = new LinkedHashMap<>();
        try {
            for (Contender contender : plan.contenders(workload)) {
                say("%s: warming up", contender);
                Stage stage = Stage.open(contender, plan.java());
                stages.add(stage);
                warmUp(stage);
            }
            for (int part = 1; part < warmUpParts(); part++) {
                for (Stage stage : stages) {
                    warmUp(stage);
                }
            }
            for (Placement placement : placements) {
                Map<Contender, List<Double>> all = new LinkedHashMap<>();
                stages.forEach(stage -> all.put(stage.contender(), new ArrayList<>()));
                figures.put(placement, all);
            }
            for (int round = 0; round < plan.times().rounds(); round++) {
                say(
                        "%s: round %d of %d",
                        workload.name(), round + 1, plan.times().rounds());
                for (Placement placement : placements) {
                    measureAll(stages, placement, figures.getOrDefault(placement, Map.of()));
                }
                Collections.rotate(stages, 1);
            }
        } finally {
            stages.forEach(Stage::close);
        }
        double others = load.percent();
        if (others > DOUBTFUL_PERCENT) {
            say(
                    "WARNING: %s: others used %.1f %% of the processors, so its figures are doubtful",
                    workload.name(), others);
        }
        List<Result> results = new ArrayList<>();
        figures.forEach((placement, of) -> results.addAll(results(placement, of)));
        return results;
    }

    private void warmUp(Stage stage) throws InterruptedException {
        stage.run(plan.warmUp(stage.contender()).dividedBy(warmUpParts()));
    }

    private int warmUpParts() {
        return plan.times().warmUp().compareTo(LONG_WARM_UP) < 0 ? 1 : WARM_UP_PARTS;
    }

    private void measureAll(List<Stage> stages, Placement placement, Map<Contender, List<Double>> figures)
            throws InterruptedException {
        for (Stage stage : stages) {
            stage.place(placement, cores);
            stage.run(plan.times().settle());
            double figure = stage.run(plan.times().measure());
            figures.getOrDefault(stage.contender(), new ArrayList<>()).add(figure);
        }
    }

    private List<Result> results(Placement placement, Map<Contender, List<Double>> figures) {
        List<Double> reference = figures.entrySet().stream()
                .filter(entry -> entry.getKey().isReference())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
        List<Result> results = new ArrayList<>();
        figures.forEach((contender, measured) -> results.add(new Result(
                contender.workload().id(),
                contender.variant(),
                contender.workload().unit(),
                contender.peer().name(),
                contender.transport().toString(),
                cores.title(placement),
                plan.java().version(),
                List.copyOf(measured),
                reference.isEmpty() ? List.of() : Statistics.ratios(measured, reference))));
        return results;
    }

    private void say(String format, Object... arguments) {
        progress.println(String.format(Locale.ROOT, format, arguments));
        progress.flush();
    }
}
