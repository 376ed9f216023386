package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.admin.transport.Inside;

/** Wrong on purpose: an example uses what the admin endpoint keeps to itself. */
final class ReachesIntoAdmin {
    private ReachesIntoAdmin() {}

    static void run() {
        Inside.run();
    }
}
