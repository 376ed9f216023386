package dev.steward.benchmarks.processes;

import dev.steward.api.TypeCode;
import dev.steward.process.ArrayCell;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import dev.steward.process.ValueCell;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;

/**
 * Measures cells in shared memory beside what they are compared with, in turns: adding beside an {@link AtomicLong}, a lock
 * that two processes contend for beside that of a manager, a copy beside {@link System#arraycopy}.
 *
 * <pre>{@code
 * java -cp benchmarks/target/classes:$(cat benchmarks/target/classpath) dev.steward.benchmarks.processes.SharedCells
 * }</pre>
 *
 * <p>Takes about a minute. Each line has the medians of the rounds, of the figure and of its ratio to the one before the others of
 * its kind in the same round; the smallest and the largest ratio stand behind it.
 */
public final class SharedCells {

    private static final Duration TIME = Duration.ofMillis(500);
    private static final int ROUNDS = 7;
    private static final int BATCH = 10_000;
    private static final int COPIED_BYTES = 16 << 20;

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final int WAITS = 0;
    private static final int RUNS = 1;
    private static final int ENDS = 2;

    private final long nanos;
    private final int rounds;
    private final PrintStream out;
    /** Takes what was computed, so that it is. */
    private final AtomicLong sink = new AtomicLong();

    private SharedCells(Duration time, int rounds, PrintStream out) {
        this.nanos = time.toNanos();
        this.rounds = rounds;
        this.out = out;
    }

    /** Does something so often and returns something of it. */
    private interface Batch {
        long run(int times);
    }

    /** Measures all. */
    public static void main(String[] arguments) throws InterruptedException {
        measure(TIME, ROUNDS, System.out);
    }

    /** Measures all, with so much time for each figure of each round. */
    static void measure(Duration time, int rounds, PrintStream out) throws InterruptedException {
        SharedCells cells = new SharedCells(time, rounds, out);
        cells.adding();
        cells.copying();
        cells.contending();
    }

    private void adding() {
        AtomicLong atomic = new AtomicLong();
        ValueCell<Long> raw = ValueCell.raw(TypeCode.LONG, 0L);
        ValueCell<Long> guarded = ValueCell.of(TypeCode.LONG, 0L);
        Batch reference = times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += atomic.getAndAdd(i);
            }
            return sum;
        };
        Batch ofRaw = times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += raw.getAndAdd((long) i);
            }
            return sum;
        };
        Batch ofGuarded = times -> {
            long sum = 0;
            for (int i = 0; i < times; i++) {
                sum += guarded.getAndAdd((long) i);
            }
            return sum;
        };
        double[][] figures =
                inTurns(() -> nanosOf(reference, BATCH), () -> nanosOf(ofRaw, BATCH), () -> nanosOf(ofGuarded, BATCH));
        tell("AtomicLong.getAndAdd, ns", figures[0], figures[0]);
        tell("getAndAdd of a cell without a lock, ns", figures[1], figures[0]);
        tell("getAndAdd of a cell with a lock, ns", figures[2], figures[0]);
    }

    private void copying() {
        int[] from = new int[COPIED_BYTES / Integer.BYTES];
        Arrays.setAll(from, i -> i);
        int[] to = new int[from.length];
        ArrayCell<Integer> cell = ArrayCell.rawOfLength(TypeCode.INT, from.length);
        double[][] figures = inTurns(
                () -> megabytes(() -> System.arraycopy(from, 0, to, 0, from.length)),
                () -> megabytes(() -> cell.copyFrom(0, from)),
                () -> megabytes(() -> cell.copyTo(0, to)));
        tell("System.arraycopy of 16 MiB, MiB/s", figures[0], figures[0]);
        tell("16 MiB copied into an array cell, MiB/s", figures[1], figures[0]);
        tell("16 MiB copied out of an array cell, MiB/s", figures[2], figures[0]);
    }

    private void contending() throws InterruptedException {
        double[] ofManager = new double[rounds];
        double[] ofCell = new double[rounds];
        Contention manager = new Contention(Multiprocessing.lock());
        Contention cell = new Contention(ValueCell.of(TypeCode.INT, 0).lock());
        manager.rate(nanos);
        cell.rate(nanos);
        for (int round = 0; round < rounds; round++) {
            ofManager[round] = manager.rate(nanos);
            ofCell[round] = cell.rate(nanos);
        }
        manager.end();
        cell.end();
        tell("Multiprocessing.lock() of two processes, cycles/s", ofManager, ofManager);
        tell("lock() of a cell of two processes, cycles/s", ofCell, ofManager);
    }

    /** A lock that this process and a child take again and again, and what they count while they have it. */
    private static final class Contention {
        private final Lock lock;
        private final ValueCell<Integer> phase = ValueCell.raw(TypeCode.INT, WAITS);
        private final ValueCell<Long> cycles = ValueCell.raw(TypeCode.LONG, 0L);
        private final JavaProcess child;

        Contention(Lock lock) {
            this.lock = lock;
            this.child = JavaProcess.start(SharedCells::contend, lock, phase, cycles);
        }

        double rate(long nanos) {
            phase.set(RUNS);
            long end = System.nanoTime() + nanos;
            long before = cycle();
            long begun = System.nanoTime();
            while (System.nanoTime() - end < 0) {
                cycle();
            }
            long after = cycle();
            long taken = System.nanoTime() - begun;
            phase.set(WAITS);
            return (after - before) * 1e9 / taken;
        }

        private long cycle() {
            return SharedCells.cycle(lock, cycles);
        }

        void end() throws InterruptedException {
            phase.set(ENDS);
            child.join();
        }
    }

    private static void contend(Lock lock, ValueCell<Integer> phase, ValueCell<Long> cycles)
            throws InterruptedException {
        while (phase.get() != ENDS) {
            if (phase.get() == RUNS) {
                long unused = cycle(lock, cycles);
            } else {
                Thread.sleep(1);
            }
        }
    }

    private static long cycle(Lock lock, ValueCell<Long> cycles) {
        lock.lock();
        try {
            long count = cycles.get() + 1;
            cycles.set(count);
            return count;
        } finally {
            lock.unlock();
        }
    }

    private double megabytes(Runnable copy) {
        long copied = 0;
        long begun = System.nanoTime();
        do {
            copy.run();
            copied += COPIED_BYTES;
        } while (System.nanoTime() - begun < nanos);
        return copied / (double) (1 << 20) * 1e9 / (System.nanoTime() - begun);
    }

    /** Returns processor time: what others do with the machine meanwhile is none of it. */
    private double nanosOf(Batch batch, int times) {
        long done = 0;
        long begun = CPU.getCurrentThreadCpuTime();
        do {
            sink.addAndGet(batch.run(times));
            done += times;
        } while (CPU.getCurrentThreadCpuTime() - begun < nanos);
        return (CPU.getCurrentThreadCpuTime() - begun) / (double) done;
    }

    /** A figure of one round. */
    private interface Figure {
        double take();
    }

    private double[][] inTurns(Figure... figures) {
        double[][] taken = new double[figures.length][rounds];
        for (Figure warmedUp : figures) {
            warmedUp.take();
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < figures.length; i++) {
                taken[i][round] = figures[i].take();
            }
        }
        return taken;
    }

    private void tell(String what, double[] figures, double[] references) {
        double[] ratios = new double[figures.length];
        Arrays.setAll(ratios, round -> figures[round] / references[round]);
        Arrays.sort(ratios);
        out.printf(
                Locale.ROOT,
                "%-52s %,14.1f   ratio %7.2f (%.2f to %.2f)%n",
                what,
                median(figures),
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
