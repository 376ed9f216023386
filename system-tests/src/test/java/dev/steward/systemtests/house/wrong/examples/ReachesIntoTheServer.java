package dev.steward.systemtests.house.wrong.examples;

import dev.steward.systemtests.house.wrong.server.transport.Inside;

/** Wrong on purpose: uses what the server keeps to itself. */
public final class ReachesIntoTheServer {
    private ReachesIntoTheServer() {}

    static void run() {
        Inside.run();
    }
}
