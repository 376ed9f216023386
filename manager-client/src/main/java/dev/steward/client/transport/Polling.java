package dev.steward.client.transport;

/**
 * Whether it pays to poll for an answer before blocking: waking an idle core takes longer than most answers. Polls while
 * answers come in time, stops when they do not, and tries again now and then. Counts races of its callers wrongly, which
 * does no harm. Any thread.
 */
final class Polling {

    /** So long at most one call polls. */
    static final long LONGEST_NANOS = 50_000;

    private static final int MOST_CREDIT = 16;
    private static final int LOSS = 2;
    private static final int TRY_EVERY = 64;

    private final boolean on;
    private volatile int credit = MOST_CREDIT;
    private volatile int skipped;

    Polling(boolean on) {
        this.on = on;
    }

    /** Returns whether the next call should poll. */
    // A lost increment only moves the next try.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    boolean isWorthwhile() {
        if (!on) {
            return false;
        }
        if (credit > 0) {
            return true;
        }
        skipped++;
        return skipped % TRY_EVERY == 0;
    }

    /** A call has polled. */
    void ended(boolean answered) {
        int before = credit;
        int after = answered ? Math.min(before + 1, MOST_CREDIT) : Math.max(before - LOSS, 0);
        if (after != before) {
            credit = after;
        }
    }
}
