package dev.steward.fuzz;

/** Knows whether the {@link Canary} has got out. */
final class Cage {

    private static volatile boolean open;

    private Cage() {}

    static void open() {
        open = true;
    }

    static boolean isOpen() {
        return open;
    }
}
