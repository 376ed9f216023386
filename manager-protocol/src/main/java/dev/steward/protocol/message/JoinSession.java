package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.connection.ConnectionRole;
import dev.steward.protocol.secret.SessionSecret;
import java.util.UUID;

/**
 * Makes the connection one more of an open session, or the first one of a suspended session, which resumes it.
 *
 * @param sessionId the session
 * @param secret the one that it was opened with
 * @param role what the connection is for
 */
public record JoinSession(UUID sessionId, SessionSecret secret, ConnectionRole role) implements Message {

    /** Checks that nothing is missing. */
    public JoinSession {
        requireNonNull(sessionId, "sessionId");
        requireNonNull(secret, "secret");
        requireNonNull(role, "role");
    }

    @Override
    public MessageType type() {
        return MessageType.JOIN_SESSION;
    }
}
