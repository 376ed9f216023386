package dev.steward.systemtests.house.wrong.server.second;

import dev.steward.systemtests.house.wrong.server.first.NeedsSecond;

/** Wrong on purpose: two packages need each other. */
public final class NeedsFirst {
    private NeedsFirst() {}

    public static void run() {
        NeedsSecond.run();
    }
}
