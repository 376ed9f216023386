/**
 * Sockets: listening, TLS, frames, authentication of a connection, and one flush for what goes out together.
 *
 * <p>May import: manager-api, Netty, {@code protocol.frame}, {@code protocol.handshake}, {@code protocol.message},
 * {@code protocol.connection}, {@code protocol.secret}, {@code protocol.transport}, {@code server.session}, {@code
 * server.admission}. Event loops run here and never block.
 */
@NullMarked
package dev.steward.server.transport;

import org.jspecify.annotations.NullMarked;
