package dev.steward.examples;

import dev.steward.process.JavaProcess;
import java.time.Duration;

/**
 * T1: two processes compute a Fibonacci number in parallel; the time is compared with doing it twice in one process. On
 * two processors the processes are faster as soon as the work outweighs the start of two JVMs.
 */
public final class FibProcesses {

    private static final int N = 33;
    /** The last one whose result is a long. */
    private static final int MOST = 92;

    private FibProcesses() {}

    /** Runs with the number to compute, 33 by default. */
    public static void main(String[] args) throws InterruptedException {
        int n = Arguments.number(args, 0, "N", N, 1, MOST);

        long start = System.nanoTime();
        JavaProcess first = JavaProcess.start(FibProcesses::printFib, n);
        JavaProcess second = JavaProcess.start(FibProcesses::printFib, n);
        first.join();
        second.join();
        System.out.println("two processes: " + since(start).toMillis() + " ms");

        start = System.nanoTime();
        printFib(n);
        printFib(n);
        System.out.println("one process:   " + since(start).toMillis() + " ms");
    }

    private static void printFib(int n) {
        System.out.println("fib(" + n + ") = " + fib(n));
    }

    private static long fib(int n) {
        return n <= 2 ? 1 : fib(n - 1) + fib(n - 2);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
