package dev.steward.systemtests.house.wrong.objects;

/** Wrong on purpose: a thread in the machine. */
public final class StartsThread {
    private StartsThread() {}

    static void run() {
        new Thread(() -> {}).start();
    }
}
