package dev.steward.benchmarks.harness;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The cores that this process may use, and the setting of others to some of them by {@code taskset}. */
final class Cores {

    private final List<Integer> allowed;
    private final boolean settable;

    private Cores(List<Integer> allowed, boolean settable) {
        this.allowed = allowed;
        this.settable = settable;
    }

    /** Looks what there is. */
    static Cores look() throws InterruptedException {
        List<Integer> allowed = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("Cpus_allowed_list:")) {
                    allowed.addAll(parse(line.substring(line.indexOf(':') + 1).strip()));
                }
            }
        } catch (IOException noLinux) {
            return new Cores(List.of(), false);
        }
        return new Cores(allowed, !allowed.isEmpty() && runs("taskset", "--version"));
    }

    /** Reads a list of the kernel, such as {@code 0-2,5}. */
    static List<Integer> parse(String list) {
        List<Integer> cores = new ArrayList<>();
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    /** Returns which placements there can be here. */
    Set<Placement> placements() {
        Set<Placement> possible = new TreeSet<>(Set.of(Placement.FREE));
        if (settable) {
            possible.add(Placement.SAME);
            if (allowed.size() > 1) {
                possible.add(Placement.EACH);
            }
        }
        return possible;
    }

    /** Returns how tables write a placement, honestly if none could be set. */
    String title(Placement placement) {
        return settable ? placement.title() : "not set";
    }

    /** Sets a process, all of its threads, to its cores. */
    void place(Placement placement, long pid, boolean server) throws InterruptedException {
        if (!settable) {
            return;
        }
        List<Integer> cores = switch (placement) {
            case SAME -> allowed.subList(0, 1);
            case EACH -> server ? allowed.subList(0, 1) : allowed.subList(1, 2);
            case FREE -> allowed;
        };
        String list = String.join(",", cores.stream().map(String::valueOf).toList());
        if (!runs("taskset", "--all-tasks", "--cpu-list", "--pid", list, Long.toString(pid))) {
            throw new MeasurementException("taskset cannot set process " + pid + " to cores " + list);
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(Redirect.DISCARD)
                            .redirectError(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
