/**
 * How messages get to the server and back: connections, from the first byte to the last. The only client code with
 * Netty, which has the connections with TLS.
 *
 * <p>May import: {@code api}, {@code face.callback}, {@code protocol.connection}, {@code protocol.frame},
 * {@code protocol.handshake}, {@code protocol.message}, {@code protocol.secret}, {@code protocol.transfer},
 * {@code protocol.transport}, Netty, slf4j. Shared connections run on the client's one reader loop, which never
 * blocks; caller connections on the thread that borrowed them.
 */
@NullMarked
package dev.steward.client.transport;

import org.jspecify.annotations.NullMarked;
