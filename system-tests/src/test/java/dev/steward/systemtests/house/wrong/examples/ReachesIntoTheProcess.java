package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.process.child.Inside;

/** Wrong on purpose: uses what the process module keeps to itself. */
public final class ReachesIntoTheProcess {
    private ReachesIntoTheProcess() {}

    static void run() {
        Inside.run();
    }
}
