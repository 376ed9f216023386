package dev.steward.systemtests.house.wrong.admin.transport;

/** Wrong on purpose: nothing; another one uses it. */
public final class Inside {
    private Inside() {}

    /** Does nothing of use. */
    public static void run() {}
}
