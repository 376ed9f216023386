package dev.steward.protocol.handshake;

import java.util.UUID;

/**
 * What a client knows after the handshake, all of it proved by the server.
 *
 * @param version the protocol version of this connection
 * @param features the optional features of this connection
 * @param serverId the random id of the server
 * @param incarnation which start of that server
 */
public record Welcome(int version, long features, UUID serverId, long incarnation) {}
