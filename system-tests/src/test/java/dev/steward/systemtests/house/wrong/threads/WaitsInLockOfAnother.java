package dev.steward.systemtests.house.wrong.threads;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/** Wrong on purpose: waits for a condition of a lock that it was given, which no page says. */
public final class WaitsInLockOfAnother {

    private final Condition done;

    WaitsInLockOfAnother(Lock given) {
        done = given.newCondition();
    }

    void run() {
        done.signalAll();
    }
}
