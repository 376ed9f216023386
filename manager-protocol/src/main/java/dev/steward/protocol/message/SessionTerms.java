package dev.steward.protocol.message;

import java.time.Duration;

/**
 * What the server grants to a session and expects of it.
 *
 * @param lease how long the session lives without a heartbeat; whole milliseconds
 * @param resumeWindow how long it is waited for when its last connection broke; whole milliseconds
 * @param heartbeat how often the client sends one; whole milliseconds
 * @param maxCalls the most unanswered calls at a time
 * @param maxWaitingCalls the most calls at a time that may wait, and calls of users' objects
 * @param maxFrame the longest frame, in bytes after its length field
 * @param maxValue the largest value, in bytes
 */
public record SessionTerms(
        Duration lease,
        Duration resumeWindow,
        Duration heartbeat,
        int maxCalls,
        int maxWaitingCalls,
        int maxFrame,
        long maxValue) {

    /** Checks that nothing is negative and every duration is whole milliseconds. */
    public SessionTerms {
        requireMillis("lease", lease);
        requireMillis("resumeWindow", resumeWindow);
        requireMillis("heartbeat", heartbeat);
        requireNotNegative("maxCalls", maxCalls);
        requireNotNegative("maxWaitingCalls", maxWaitingCalls);
        requireNotNegative("maxFrame", maxFrame);
        requireNotNegative("maxValue", maxValue);
    }

    static void requireMillis(String what, Duration duration) {
        boolean whole = duration.getNano() % 1_000_000 == 0 && duration.getSeconds() < Long.MAX_VALUE / 1_000;
        if (duration.isNegative() || !whole) {
            throw new IllegalArgumentException(
                    what + " travels as whole milliseconds, which " + duration + " does not fit");
        }
    }

    static void requireNotNegative(String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(what + " is at least 0, not " + number);
        }
    }
}
