package dev.steward.systemtests.house.wrong.client;

import dev.steward.systemtests.house.wrong.process.child.Inside;

/** Wrong on purpose: the client uses the module above it. */
public final class ClientSeesProcess {
    private ClientSeesProcess() {}

    static void run() {
        Inside.run();
    }
}
