package dev.steward.api;

/**
 * What is known of a call that ended with an exception: whether it took effect on the server.
 *
 * <p>Only {@link #NOT_EXECUTED} makes it safe to send the same request again.
 */
public enum Outcome {
    /** The call changed nothing: it never reached the object, or the object refused it. */
    NOT_EXECUTED,
    /** The call took effect and only its answer went wrong. */
    EXECUTED,
    /**
     * The connection or the session was lost while the call was under way, or a method of a registered object had begun and
     * was interrupted: it may have taken effect, or a part of it.
     */
    UNKNOWN
}
