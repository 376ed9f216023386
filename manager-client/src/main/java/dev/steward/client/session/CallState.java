package dev.steward.client.session;

import dev.steward.vocabulary.Status;

/** How one call stands. Whoever moves it out of WAITING decides what its caller gets. */
public enum CallState {
    /** No answer yet. Next: any of the others. */
    WAITING,
    /** Answered, with a result or an error. */
    COMPLETED,
    /** Answered: cancelled before it took effect. */
    CANCELLED,
    /** Answered: cancelled when a user's method had begun, which was interrupted. */
    INTERRUPTED,
    /** Its caller has left without the answer; the answer is given back when it comes. */
    TIMED_OUT,
    /** The session ended before the answer came. */
    LOST;

    /** Returns how a call stands that is answered with this. */
    static CallState of(Status answer) {
        return switch (answer) {
            case CANCELLED -> CANCELLED;
            case INTERRUPTED -> INTERRUPTED;
            default -> COMPLETED;
        };
    }
}
