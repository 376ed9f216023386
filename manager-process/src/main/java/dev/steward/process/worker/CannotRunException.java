package dev.steward.process.worker;

/** A worker may not or cannot run a task; the message says why, and what to do. */
public final class CannotRunException extends Exception {

    private static final long serialVersionUID = 1L;

    /** With that message. */
    public CannotRunException(String message) {
        super(message);
    }
}
