package dev.steward.api;

import org.jspecify.annotations.Nullable;

/** The session of this client has ended because its server has, in order and as it had said: what it held is gone with it. */
public class ServerEndedException extends SessionLostException {
    private static final long serialVersionUID = 1L;

    /** An error with its message, what is known of the call, and its cause (may be null). */
    public ServerEndedException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, outcome, cause);
    }
}
