package dev.steward.systemtests.house.wrong.threads;

/** Wrong on purpose: a thread that no page names. */
public final class StartsOneThread {
    private StartsOneThread() {}

    static void run() {
        new Thread(() -> {}, "wrong-only").start();
    }
}
