package dev.steward.client.session;

import dev.steward.protocol.message.SessionTerms;

/**
 * Tells from when on this process can no longer be sure that the server still takes it as alive: 80 % of the lease after
 * the last answered heartbeat was sent, or 80 % of the resume window after the last connection broke. Times are
 * {@link System#nanoTime}. Moved on the loop, read by every caller.
 */
final class Fence {

    private static final int PERCENT = 80;

    private long leaseNanos;
    private long resumeNanos;
    private long answeredAt;
    private boolean broken;
    private long brokenAt;
    private volatile long closesAt;

    /** A fence that is open from now on. */
    Fence(SessionTerms terms, long now) {
        entered(terms, now);
    }

    /** The session was opened or resumed by a request that was sent at that time. */
    final void entered(SessionTerms terms, long sentAt) {
        leaseNanos = terms.lease().toNanos() / 100 * PERCENT;
        resumeNanos = terms.resumeWindow().toNanos() / 100 * PERCENT;
        answeredAt = sentAt;
        broken = false;
        move();
    }

    /** A heartbeat that was sent at that time was answered. */
    void answered(long sentAt) {
        if (sentAt - answeredAt > 0) {
            answeredAt = sentAt;
            move();
        }
    }

    /** The last connection broke at that time. */
    void broken(long at) {
        broken = true;
        brokenAt = at;
        move();
    }

    /** Returns whether new calls are refused. */
    boolean isClosed(long now) {
        return now - closesAt >= 0;
    }

    /** Returns how many nanoseconds are left until it closes; zero or less if it has. */
    long remaining(long now) {
        return closesAt - now;
    }

    private void move() {
        long byLease = answeredAt + leaseNanos;
        long byWindow = brokenAt + resumeNanos;
        // nanoTime may be negative and wrap: only differences compare.
        closesAt = broken && byWindow - byLease < 0 ? byWindow : byLease;
    }
}
