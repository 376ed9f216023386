package dev.steward.systemtests.house.wrong.process.child;

/** Wrong on purpose: nothing; the others use it. */
public final class Inside {
    private Inside() {}

    public static void run() {}
}
