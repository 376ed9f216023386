package dev.steward.systemtests.house.wrong.admin;

import dev.steward.systemtests.house.wrong.client.session.Inside;

/** Wrong on purpose: the admin endpoint uses the client. */
public final class AdminSeesClient {
    private AdminSeesClient() {}

    /** Does nothing of use. */
    public static void run() {
        Inside.run();
    }
}
