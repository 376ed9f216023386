package dev.steward.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The processor time that others took on this machine while something was measured: all that was used, less what this
 * process and its children used. To be asked only while no child runs, because a child counts once it has ended.
 */
public final class OthersLoad {

    /** In /proc/stat, after the name: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final List<Integer> BUSY = List.of(0, 1, 2, 7);

    private static final int COUNTED = 8;
    private static final int TICKS_PER_SECOND = 100;
    private static final int MILLIS_PER_SECOND = 1_000;
    private static final double PERCENT = 100;

    private final long busyAtStart;
    private final long totalAtStart;
    private final long ownAtStart;

    private OthersLoad(long busy, long total, long own) {
        this.busyAtStart = busy;
        this.totalAtStart = total;
        this.ownAtStart = own;
    }

    /** Begins to look. */
    public static OthersLoad begin() {
        long[] all = all();
        return new OthersLoad(busy(all), Arrays.stream(all).sum(), own());
    }

    /** Returns how many percent of all cores others used since {@link #begin}; NaN where the system does not say. */
    public double percent() {
        long[] all = all();
        double total = Arrays.stream(all).sum() - totalAtStart;
        double others = busy(all) - busyAtStart - (own() - ownAtStart);
        return total <= 0 ? Double.NaN : Math.max(0, PERCENT * others / total);
    }

    private static long busy(long[] all) {
        return BUSY.stream().mapToLong(n -> all[n]).sum();
    }

    private static long[] all() {
        String text = read("/proc/stat");
        if (text.isEmpty()) {
            return new long[COUNTED];
        }
        return Arrays.stream(text.substring(0, text.indexOf('\n')).split(" +", -1))
                .skip(1)
                .limit(COUNTED)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static long own() {
        return ProcessorTime.of(ProcessHandle.current().pid())
                .map(time -> time.all().toMillis() * TICKS_PER_SECOND / MILLIS_PER_SECOND)
                .orElse(0L);
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException noLinux) {
            return "";
        }
    }
}
