/**
 * Sockets: listening, TLS, frames, authentication of a connection, and one flush for what goes out together.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.report}, {@code protocol.secret}, {@code protocol.transport},
 * {@code server.admission}, {@code server.machine}, {@code server.session}, {@code vocabulary}, Netty, slf4j. Event loops run here and never block.
 */
@NullMarked
package dev.steward.server.transport;

import org.jspecify.annotations.NullMarked;
