/**
 * How messages get to the server and back: connections, from the first byte to the last. The only client code with
 * Netty.
 *
 * <p>May import: the api, {@code protocol.message}, {@code protocol.connection}, {@code protocol.secret}, {@code
 * protocol.frame}, {@code protocol.handshake}, {@code protocol.transport}, {@code protocol.transfer}, {@code
 * face.callback}, Netty. Shared connections run on the client's one reader loop, which never blocks; caller
 * connections on the thread that borrowed them.
 */
@NullMarked
package dev.steward.client.transport;

import org.jspecify.annotations.NullMarked;
