package dev.steward.vocabulary;

/** Whether an answer that says OK hands something over that would be lost with the answer. */
public enum Taking {
    /** An element, a lock, permits, or the duty to run an action: given back if nobody receives the answer. */
    TAKES,
    /** A lock that was given up meanwhile, however the call ends: its caller cannot go without the answer. */
    REGAINS,
    /** Nothing, unless the answer itself says that it is under acknowledgement. */
    TAKES_NOTHING
}
