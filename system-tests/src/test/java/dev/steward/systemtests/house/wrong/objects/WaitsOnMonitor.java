package dev.steward.systemtests.house.wrong.objects;

/** Wrong on purpose: waits on a monitor in the machine. */
public final class WaitsOnMonitor {
    private WaitsOnMonitor() {}

    static void run(Object monitor) throws InterruptedException {
        monitor.wait();
    }
}
