package dev.steward.cluster;

/**
 * The time in which one leader has the say in a log: from the entry that opens it to the one that opens the next.
 *
 * @param number greater than that of the reign before
 * @param nonce tells it from another one that was to open under the same number
 */
record Reign(long number, long nonce) {

    /** Before the first. */
    static final Reign NONE = new Reign(0, 0);
}
