package dev.steward.examples;

import dev.steward.process.Pool;
import dev.steward.process.ProcessPool;
import dev.steward.process.ThreadPool;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * T5 and T6: a pool maps a function over two numbers, with processes and with threads, and the times are compared with one
 * process. Threads of a JVM compute in parallel, unlike Python's, so here the two pools differ by what copying and another
 * JVM's cold code cost.
 */
public final class FibPool {

    private static final int N = 45;
    /** The last one whose result is a long. */
    private static final int MOST = 92;

    private static final int TIMES = 2;

    private FibPool() {}

    /** Runs with the number to compute, 45 by default. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        int n = Arguments.number(args, 0, "N", N, 1, MOST);
        List<Integer> numbers = Collections.nCopies(TIMES, n);

        long start = System.nanoTime();
        List<Long> results = numbers.stream().map(FibPool::fib).toList();
        Duration one = report("one process", results, start);

        Duration inThreads;
        try (Pool threads = ThreadPool.start(TIMES)) {
            inThreads = map("threads", threads, numbers);
        }
        Duration inProcesses;
        try (Pool processes = ProcessPool.start(TIMES)) {
            // The workers start while the pool is made; Python's, which are forked, are there at once.
            processes.map(FibPool::fib, Collections.nCopies(TIMES, 1), 1);
            inProcesses = map("processes", processes, numbers);
        }
        System.out.println(Speedup.of("two threads", inThreads, one));
        System.out.println(Speedup.of("two processes", inProcesses, one));
    }

    private static Duration map(String name, Pool pool, List<Integer> numbers)
            throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        return report(name, pool.map(FibPool::fib, numbers), start);
    }

    private static Duration report(String name, List<Long> results, long start) {
        Duration time = Speedup.since(start);
        System.out.printf("%-12s %s in %d ms%n", name + ":", results, time.toMillis());
        return time;
    }

    private static long fib(int n) {
        return n <= 2 ? 1 : fib(n - 1) + fib(n - 2);
    }
}
