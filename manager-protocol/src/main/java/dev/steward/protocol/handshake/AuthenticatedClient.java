package dev.steward.protocol.handshake;

/**
 * What a server knows after the handshake.
 *
 * @param role what the key of the client makes it
 * @param version the protocol version of this connection
 * @param features the optional features of this connection
 */
public record AuthenticatedClient(Role role, int version, long features) {}
