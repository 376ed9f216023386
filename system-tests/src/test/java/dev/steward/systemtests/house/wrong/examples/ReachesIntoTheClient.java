package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.client.session.Inside;

/** Wrong on purpose: uses what the client keeps to itself. */
public final class ReachesIntoTheClient {
    private ReachesIntoTheClient() {}

    static void run() {
        Inside.run();
    }
}
