package dev.steward.protocol.transport;

/**
 * Whether it pays to poll for what comes next before blocking: waking an idle core takes longer than most answers. Polls
 * while something comes in time, stops when it does not, and tries again now and then. Counts races of its callers
 * wrongly, which does no harm. Any thread.
 */
public final class Polling {

    /** So long one wait polls at most, in nanoseconds. */
    public static final long LONGEST_NANOS = 50_000;

    private static final int MOST_CREDIT = 16;
    private static final int LOSS = 2;
    private static final int TRY_EVERY = 64;

    private final boolean on;
    private volatile int credit = MOST_CREDIT;
    private volatile int skipped;

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
        return skipped % TRY_EVERY == 0;
    }

    /**
     * A wait has polled.
     *
     * @param inTime whether what it waited for came meanwhile
     */
    public void ended(boolean inTime) {
        int before = credit;
        int after = inTime ? Math.min(before + 1, MOST_CREDIT) : Math.max(before - LOSS, 0);
        if (after != before) {
            credit = after;
        }
    }

    /** Lets others run between two looks: where both processes share a core, spinning would keep the answer away. */
    // Measured: spinning without it is twenty times slower on one core.
    @SuppressWarnings("ThreadPriorityCheck")
    public static void letOthersRun() {
        Thread.yield();
    }
}
