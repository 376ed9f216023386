package dev.steward.systemtests.house.wrong.server.transport;

/** Wrong on purpose: nothing; the others use it. */
public final class Inside {
    private Inside() {}

    public static void run() {}
}
