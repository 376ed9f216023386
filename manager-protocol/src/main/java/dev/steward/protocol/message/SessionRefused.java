package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@link OpenSession} or {@link JoinSession} when there will be no session.
 *
 * @param reason which kind of refusal
 * @param text for people; at most {@value ControlText#MAX_BYTES} bytes, the rest is cut off. With {@link Reason#ELSEWHERE} the
 *     address of the server that lets clients in, such as {@code 10.0.0.1:8080}, empty if it is not known
 */
public record SessionRefused(Reason reason, String text) implements Message {

    /** Why there is no session. */
    public enum Reason {
        /** There is no such session (any more), or the secret is wrong: which of them is not told. */
        UNKNOWN(0),
        /** The server has as many sessions as it takes, or the session as many connections. */
        TOO_MANY(1),
        /** There is such a session already: ids are drawn at random, draw again. */
        TAKEN(2),
        /** The server is one of several and another one leads them, or none. */
        ELSEWHERE(3);

        private final int code;

        Reason(int code) {
            this.code = code;
        }

        /** Returns the reason of a number, or null if there is none. */
        public static @Nullable Reason of(int code) {
            for (Reason reason : values()) {
                if (reason.code == code) {
                    return reason;
                }
            }
            return null;
        }

        /** Returns the number on the wire, one byte. */
        public int code() {
            return code;
        }
    }

    /** Makes the text fit. */
    public SessionRefused {
        requireNonNull(reason, "reason");
        text = ControlText.of(text);
    }

    @Override
    public MessageType type() {
        return MessageType.SESSION_REFUSED;
    }
}
