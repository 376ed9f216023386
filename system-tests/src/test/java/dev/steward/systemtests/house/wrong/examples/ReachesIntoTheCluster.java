package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.cluster.jgroups.Inside;

/** Wrong on purpose: an example uses what the cluster keeps to itself. */
final class ReachesIntoTheCluster {
    private ReachesIntoTheCluster() {}

    static void run() {
        Inside.run();
    }
}
