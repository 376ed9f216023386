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

    /** The least that the longest frame can be set to, in bytes after its length field; nothing before a session is longer. */
    public static final int LOWEST_MAX_FRAME = 512;

    /** The most that the longest frame can be set to, in bytes after its length field: 1 GiB. */
    public static final int HIGHEST_MAX_FRAME = 1 << 30;

    /** Checks that nothing is negative and every duration is whole milliseconds. */
    public SessionTerms {
        requireMillis("lease", lease);
        requireMillis("resumeWindow", resumeWindow);
        requireMillis("heartbeat", heartbeat);
        if (heartbeat.isZero()) {
            throw new IllegalArgumentException("a client cannot send heartbeats without a pause");
        }
        requireNotNegative("maxCalls", maxCalls);
        requireNotNegative("maxWaitingCalls", maxWaitingCalls);
        requireMaxFrame(maxFrame);
        requireNotNegative("maxValue", maxValue);
    }

    /**
     * Returns the same limit of frames.
     *
     * @throws IllegalArgumentException if it is not {@value #LOWEST_MAX_FRAME} to {@value #HIGHEST_MAX_FRAME} bytes
     */
    public static int requireMaxFrame(int maxFrame) {
        if (maxFrame < LOWEST_MAX_FRAME || maxFrame > HIGHEST_MAX_FRAME) {
            throw new IllegalArgumentException(
                    "maxFrame is " + LOWEST_MAX_FRAME + " to " + HIGHEST_MAX_FRAME + " bytes, not " + maxFrame);
        }
        return maxFrame;
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
