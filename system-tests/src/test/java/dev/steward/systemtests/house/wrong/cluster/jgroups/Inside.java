package dev.steward.systemtests.house.wrong.cluster.jgroups;

/** What the cluster keeps to itself. */
public final class Inside {
    private Inside() {}

    /** Does nothing of use. */
    public static void run() {}
}
