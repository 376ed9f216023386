package dev.steward.protocol.message;

import static java.util.Objects.requireNonNull;

import dev.steward.protocol.secret.SessionSecret;
import java.time.Duration;
import java.util.UUID;

/**
 * Opens a session; the connection becomes its shared connection.
 *
 * @param sessionId drawn at random by the client
 * @param secret what further connections of the session must know
 * @param lease how long the client would like to live without a heartbeat; whole milliseconds
 * @param resumeWindow how long it would like to be waited for when its last connection broke; whole milliseconds, 0
 *     releases at once
 * @param processId the number by which the client's system knows its process, 0 if it does not say
 * @param clientName what logs and descriptions call the client; at most {@value ControlText#MAX_BYTES} bytes, may be empty
 */
public record OpenSession(
        UUID sessionId, SessionSecret secret, Duration lease, Duration resumeWindow, long processId, String clientName)
        implements Message {

    /** Checks the durations, the number and the name. */
    public OpenSession {
        requireNonNull(sessionId, "sessionId");
        requireNonNull(secret, "secret");
        SessionTerms.requireMillis("lease", lease);
        SessionTerms.requireMillis("resumeWindow", resumeWindow);
        if (processId < 0) {
            throw new IllegalArgumentException("processId must be at least 0, not " + processId);
        }
        ControlText.require("clientName", clientName);
    }

    @Override
    public MessageType type() {
        return MessageType.OPEN_SESSION;
    }
}
