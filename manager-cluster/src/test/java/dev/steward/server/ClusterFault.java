package dev.steward.server;

/** What is put into a simulated cluster on purpose, to see that it is found. */
enum ClusterFault {
    NONE,
    /** A reply is sent before the entry is committed. */
    REPLY_BEFORE_COMMIT,
    /** The time that has passed is proposed twice. */
    TIME_TWICE,
    /** A session is not in a snapshot. */
    SESSION_FORGOTTEN,
    /** A member applies an entry twice. */
    ENTRY_TWICE
}
