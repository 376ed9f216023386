package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.python.pickle.Inside;

/** Wrong on purpose: an example uses what the module for Python keeps to itself. */
final class ReachesIntoPython {
    private ReachesIntoPython() {}

    static void run() {
        Inside.run();
    }
}
