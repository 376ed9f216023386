package dev.steward.process.cell;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number for each thread of this process, never zero. In place of the thread itself where it is written often: to write a
 * reference takes the collector's barriers, which cost as much as taking a lock.
 */
final class ThreadNumber {

    private static final AtomicLong NEXT = new AtomicLong();

    private static final ThreadLocal<Long> OF_OTHERS = ThreadLocal.withInitial(NEXT::decrementAndGet);

    private ThreadNumber() {}

    /** Returns that of the calling thread. */
    static long current() {
        Thread current = Thread.currentThread();
        // A class of somebody's may have an id of its own, on Java 17.
        return current.getClass() == Thread.class ? current.getId() : OF_OTHERS.get();
    }
}
