package dev.steward.systemtests.house.wrong.server.first;

import dev.steward.systemtests.house.wrong.server.second.NeedsFirst;

/** Wrong on purpose: two packages need each other. */
public final class NeedsSecond {
    private NeedsSecond() {}

    public static void run() {
        NeedsFirst.run();
    }
}
