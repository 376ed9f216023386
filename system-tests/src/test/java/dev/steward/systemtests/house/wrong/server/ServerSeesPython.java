package dev.steward.systemtests.house.wrong.server;

import dev.steward.systemtests.house.wrong.python.PythonSeesClient;

/** Wrong on purpose: the server uses what hangs on it. */
final class ServerSeesPython {
    private ServerSeesPython() {}

    static void run() {
        PythonSeesClient.run();
    }
}
