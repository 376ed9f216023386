package dev.steward.systemtests.house.wrong.objects;

import java.util.concurrent.locks.ReentrantLock;

/** Wrong on purpose: a lock in the machine. */
public final class TakesLock {
    private TakesLock() {}

    static void run() {
        new ReentrantLock().lock();
    }
}
