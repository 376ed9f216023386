package dev.steward.systemtests.house.wrong.objects;

import java.util.concurrent.LinkedBlockingQueue;

/** Wrong on purpose: a wait in the machine. */
public final class WaitsForQueue {
    private WaitsForQueue() {}

    static int run() throws InterruptedException {
        return new LinkedBlockingQueue<Integer>().take();
    }
}
