package dev.steward.protocol.message;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.api.OverloadedException;
import dev.steward.api.ProtocolException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Why a connection is closed by the other side. This is the one place that maps such reasons to exceptions and back. */
public enum FailureCode {
    /** Something came that the protocol does not allow, or no version is common to both. */
    PROTOCOL(0),
    /** The proof of the key was wrong. */
    AUTHENTICATION(1),
    /** There are more connections than the server takes. */
    OVERLOADED(2),
    /** The server is about to end. */
    DRAINING(3),
    /** The client was silent for too long, or did not read what it asked for. */
    TOO_SLOW(4),
    /** The side that sends this failed itself; its log has the stack. */
    INTERNAL(5),
    /** The server is one of several, and does not lead them any more, or not yet: another one serves. */
    ELSEWHERE(6),
    /** What was asked for cannot be done here: the text says why. */
    REFUSED(7);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final int code;

    FailureCode(int code) {
        this.code = code;
    }

    /** Returns the failure of a number, or null if there is none. */
    public static @Nullable FailureCode of(int code) {
        for (FailureCode failure : values()) {
            if (failure.code == code) {
                return failure;
            }
        }
        return null;
    }

    /** Returns the number on the wire, one byte. */
    public int code() {
        return code;
    }

    /** Returns the code for what went wrong on this side. */
    static FailureCode of(Throwable problem) {
        if (problem instanceof ProtocolException) {
            return PROTOCOL;
        } else if (problem instanceof AuthenticationException) {
            return AUTHENTICATION;
        } else if (problem instanceof OverloadedException) {
            return OVERLOADED;
        }
        return INTERNAL;
    }

    /** Returns the exception for a failure that the other side reported. */
    ManagerException toException(String text, Outcome outcome) {
        return switch (this) {
            case PROTOCOL -> new ProtocolException("the other side closed the connection: " + text, outcome);
            case AUTHENTICATION -> new AuthenticationException("the other side refused the key: " + text, outcome);
            case OVERLOADED -> new OverloadedException("the server takes no more connections: " + text, RETRY_AFTER);
            case DRAINING -> new ConnectionLostException("the server is about to end: " + text, outcome);
            case TOO_SLOW -> new ConnectionLostException("the server closed a slow connection: " + text, outcome);
            case INTERNAL -> new ConnectionLostException("the other side failed: " + text, outcome);
            case ELSEWHERE -> new ConnectionLostException("another one of several servers serves: " + text, outcome);
            case REFUSED -> new ManagerException(text, outcome);
        };
    }
}
