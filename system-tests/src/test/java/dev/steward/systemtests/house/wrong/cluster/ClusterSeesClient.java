package dev.steward.systemtests.house.wrong.cluster;

import dev.steward.systemtests.house.wrong.client.session.Inside;

/** Wrong on purpose: the log of several servers uses the client. */
public final class ClusterSeesClient {
    private ClusterSeesClient() {}

    /** Does nothing of use. */
    public static void run() {
        Inside.run();
    }
}
