package dev.steward.systemtests.house.wrong.python;

import dev.steward.systemtests.house.wrong.client.session.Inside;

/** Wrong on purpose: the endpoint for Python uses the client. */
public final class PythonSeesClient {
    private PythonSeesClient() {}

    /** Does nothing of use. */
    public static void run() {
        Inside.run();
    }
}
