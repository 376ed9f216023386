package dev.steward.systemtests.house.wrong.threads;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wrong on purpose: locks that no page names. A word such as synchronized in a comment is none. */
public final class HasLocks {

    private final Object monitor = new Object();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int count;

    /** A class inside another one, whose locks are those of the outer one. */
    final class Inner {
        int count() {
            synchronized (monitor) {
                return count;
            }
        }
    }

    synchronized void run() throws InterruptedException {
        Semaphore permits = new Semaphore(0);
        lock.lock();
        try {
            while (count == 0) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        permits.acquire();
    }
}
