package dev.steward.server.session;

import dev.steward.objects.SessionLimits;
import dev.steward.protocol.message.OpenSession;
import dev.steward.protocol.message.SessionTerms;
import java.time.Duration;

/**
 * What a server grants to sessions.
 *
 * @param sessions how many there may be, those that wait for their client to come back counted
 * @param limits the credit of each
 * @param frameBytes the longest frame
 * @param valueBytes the largest value
 * @param outputBytes how much a session may leave unread
 * @param output for how long it may leave more than that unread
 */
public record SessionPolicy(
        int sessions, SessionLimits limits, int frameBytes, long valueBytes, long outputBytes, Duration output) {

    private static final int PART_OF_HEAP = 16;
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Returns how much of the answers that only tell something may be on its way to a client at once: little in a small heap. */
    long unreadBytes() {
        return Math.min(outputBytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
    }

    /** Returns the terms for a client: what it wishes, within bounds. */
    SessionTerms termsFor(OpenSession wish) {
        return termsOf(clamp(wish.lease(), SHORTEST_LEASE), clamp(wish.resumeWindow(), Duration.ZERO), limits);
    }

    /** Returns the terms of a session to which that was granted. */
    SessionTerms termsOf(Duration lease, Duration resumeWindow, SessionLimits granted) {
        Duration third = Duration.ofMillis(lease.toMillis() / 3);
        return new SessionTerms(
                lease,
                resumeWindow,
                third.compareTo(HEARTBEAT) < 0 ? third : HEARTBEAT,
                granted.maxCalls(),
                granted.maxWaitingCalls(),
                frameBytes,
                valueBytes);
    }

    private static Duration clamp(Duration wish, Duration least) {
        return wish.compareTo(least) < 0 ? least : wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
