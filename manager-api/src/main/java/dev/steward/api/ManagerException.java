package dev.steward.api;

import org.jspecify.annotations.Nullable;

/**
 * The root of every error that a manager itself reports. Unchecked, because {@link java.util.List} and
 * {@link java.util.concurrent.locks.Lock} leave no choice. What the contract of a JDK method promises arrives as the
 * JDK's own exception instead.
 *
 * <p>Python twin: {@code multiprocessing.managers.RemoteError}.
 */
public class ManagerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Outcome outcome;

    /**
     * An error of a call.
     *
     * @param message what happened, to which object and method, and what to do
     * @param outcome whether the call took effect
     */
    public ManagerException(String message, Outcome outcome) {
        super(message);
        this.outcome = outcome;
    }

    /**
     * An error of a call that another error caused.
     *
     * @param message what happened, to which object and method, and what to do
     * @param outcome whether the call took effect
     * @param cause what caused it, or null
     */
    public ManagerException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** Returns whether the call that ended with this exception took effect. */
    public Outcome outcome() {
        return outcome;
    }
}
