package dev.steward.systemtests.house.wrong.objects;

/** Wrong on purpose: a lock in the machine. */
public final class SynchronizedMethod {
    private SynchronizedMethod() {}

    static synchronized void run() {}
}
