package dev.steward.objects;

/**
 * The credit of one session. A client that does not keep to the first two is cut; the third refuses calls until replies
 * are acknowledged.
 *
 * @param maxCalls unanswered calls that do not wait
 * @param maxWaitingCalls unanswered calls that may wait, those of users' objects included
 * @param maxKeptBytes bytes of replies that were not acknowledged
 */
public record SessionLimits(int maxCalls, int maxWaitingCalls, long maxKeptBytes) {

    /** 1,024 calls, 20,000 waiting calls, 16 MiB. */
    public static final SessionLimits DEFAULT = new SessionLimits(1_024, 20_000, 16L << 20);
}
