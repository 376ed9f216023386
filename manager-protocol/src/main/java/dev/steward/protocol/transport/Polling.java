package dev.steward.protocol.transport;

/**
 * Whether it pays to poll for what comes next before blocking: waking an idle core takes longer than most answers. Polls
 * while something comes in time, stops when it does not, and tries again now and then. Where others compute the core is not
 * going to be idle, so blocking costs nothing, and each look may cost a slice of the scheduler. Counts races of its callers
 * wrongly, which does no harm. Any thread.
 */
public final class Polling {

    /** What came of a wait that polled. */
    public enum Ended {
        /** What it waited for came in time. */
        CAME,
        /** It did not, and nobody else computed on the core. */
        CAME_LATE,
        /** Somebody else computed; whether it came meanwhile or not, a wait that blocks had not been longer. */
        OTHERS_RAN
    }

    /** So long one wait polls at most, in nanoseconds. */
    public static final long LONGEST_NANOS = 50_000;

    /**
     * Who lets others run is back after some hundred nanoseconds if nobody wants to, after some microseconds if they have
     * work of that kind, such as the other end of a connection on the same core, and after milliseconds if somebody
     * computes: it has given away a whole slice of the scheduler then.
     */
    private static final long OTHERS_RAN_NANOS = 1_000_000;

    private static final int MOST_CREDIT = 16;
    private static final int LOSS = 2;
    /** What a try begins with: one long look does not decide it. */
    private static final int TRY_CREDIT = 5;

    private static final int TRY_EVERY = 64;
    private static final int TRY_EVERY_AT_LEAST = 4_096;

    private final boolean on;
    private volatile int credit = MOST_CREDIT;
    private volatile int skipped;
    /** After so many waits that do not poll some do; grows while others want the core, since a try is dear then. */
    private volatile int tryEvery = TRY_EVERY;

    /** Polling that is worthwhile at first, or never if it is switched off. */
    public Polling(boolean on) {
        this.on = on;
    }

    /** Returns whether the next wait should poll. */
    // A lost increment only moves the next try.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public boolean isWorthwhile() {
        if (!on) {
            return false;
        }
        if (credit > 0) {
            return true;
        }
        skipped++;
        if (skipped < tryEvery) {
            return false;
        }
        skipped = 0;
        credit = TRY_CREDIT;
        return true;
    }

    /** A wait has polled. */
    public void ended(Ended how) {
        int before = credit;
        int after = how == Ended.CAME ? Math.min(before + 1, MOST_CREDIT) : Math.max(before - LOSS, 0);
        if (after == before) {
            return;
        }
        credit = after;
        if (after == 0 && how == Ended.OTHERS_RAN) {
            tryEvery = Math.min(2 * tryEvery, TRY_EVERY_AT_LEAST);
        } else if (after == 0 || after == MOST_CREDIT) {
            tryEvery = TRY_EVERY;
        }
    }

    /**
     * Lets others run between two looks: where both processes share a core, spinning would keep the answer away.
     *
     * @return whether somebody computed meanwhile: then this core has other things to do than to wait, and the caller
     *     should block
     */
    // Measured: spinning without it is twenty times slower on one core.
    @SuppressWarnings("ThreadPriorityCheck")
    public static boolean letOthersRun() {
        long before = System.nanoTime();
        Thread.yield();
        return System.nanoTime() - before > OTHERS_RAN_NANOS;
    }
}
