package dev.steward.systemtests.house.wrong.server;

import dev.steward.systemtests.house.wrong.admin.AdminSeesClient;

/** Wrong on purpose: the server uses what hangs on it. */
final class ServerSeesAdmin {
    private ServerSeesAdmin() {}

    static void run() {
        AdminSeesClient.run();
    }
}
