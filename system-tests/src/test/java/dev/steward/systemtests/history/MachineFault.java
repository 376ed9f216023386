package dev.steward.systemtests.history;

/** What can be wrong with the machine of a {@link Rehearsal}, on purpose. */
enum MachineFault {
    /** Nothing. */
    NONE,
    /** A signal is answered and wakes nobody. */
    LOST_NOTIFY,
    /** A lock is given to who waits for it while another has it. */
    LOCK_HANDED_TO_TWO,
    /** An element that is given back is forgotten. */
    ELEMENT_DROPPED_AT_REDELIVERY,
    /** A read is answered with what was true some time ago. */
    STALE_REPLY,
    /** A permit that is given back is forgotten. */
    PERMIT_LEAK,
    /** An element that is given back goes to the end. */
    REDELIVERY_OUT_OF_PLACE,
    /** An element that a client had when it died is forgotten. */
    ELEMENT_DROPPED_AT_DEATH,
    /** An element that a client had when it died goes to the end. */
    DEATH_OUT_OF_PLACE
}
