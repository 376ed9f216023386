package dev.steward.systemtests.house.wrong.server;

/** Wrong on purpose: nothing; the others use it. */
public final class Published {
    private Published() {}

    public static void run() {}
}
