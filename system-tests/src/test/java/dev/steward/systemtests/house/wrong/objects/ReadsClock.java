package dev.steward.systemtests.house.wrong.objects;

/** Wrong on purpose: a clock in the machine. */
public final class ReadsClock {
    private ReadsClock() {}

    static long run() {
        return System.nanoTime();
    }
}
