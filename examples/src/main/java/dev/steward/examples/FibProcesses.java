package dev.steward.examples;

import dev.steward.process.JavaProcess;
import java.time.Duration;

/**
 * T1: two processes compute a Fibonacci number in parallel; the time is compared with doing it twice in one process. On
 * two processors the processes are faster as soon as the work outweighs the start of two JVMs, so the number is larger
 * than the original's 33, for which compiled code needs some milliseconds.
 */
public final class FibProcesses {

    private static final int N = 45;
    /** The last one whose result is a long. */
    private static final int MOST = 92;

    private FibProcesses() {}

    /** Runs with the number to compute, 45 by default. */
    public static void main(String[] args) throws InterruptedException {
        int n = Arguments.number(args, 0, "N", N, 1, MOST);

        long start = System.nanoTime();
        JavaProcess first = JavaProcess.start(FibProcesses::printFib, n);
        JavaProcess second = JavaProcess.start(FibProcesses::printFib, n);
        first.join();
        second.join();
        Duration two = Speedup.since(start);
        System.out.println("two processes: " + two.toMillis() + " ms");

        start = System.nanoTime();
        printFib(n);
        printFib(n);
        Duration one = Speedup.since(start);
        System.out.println("one process:   " + one.toMillis() + " ms");
        System.out.println(Speedup.of("two processes", two, one));
    }

    private static void printFib(int n) {
        System.out.println("fib(" + n + ") = " + fib(n));
    }

    private static long fib(int n) {
        return n <= 2 ? 1 : fib(n - 1) + fib(n - 2);
    }
}
