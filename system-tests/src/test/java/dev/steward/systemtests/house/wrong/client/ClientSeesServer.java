package dev.steward.systemtests.house.wrong.client;

import dev.steward.systemtests.house.wrong.server.Published;

/** Wrong on purpose: the client uses the server. */
public final class ClientSeesServer {
    private ClientSeesServer() {}

    static void run() {
        Published.run();
    }
}
