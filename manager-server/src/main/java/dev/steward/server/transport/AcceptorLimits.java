package dev.steward.server.transport;

import java.time.Duration;

/**
 * The limits that the transport keeps.
 *
 * @param connections how many at once that have proved a key
 * @param adminConnections how many of those are kept for the admin key
 * @param unauthenticated how many that have not proved their key; above it one gives way to each that comes
 * @param unauthenticatedPerAddress how many of those per address
 * @param authentication in what time a connection must prove its key and have a session
 * @param frameBytes how long a frame may be once the key is proved
 */
public record AcceptorLimits(
        int connections,
        int adminConnections,
        int unauthenticated,
        int unauthenticatedPerAddress,
        Duration authentication,
        int frameBytes) {}
