/**
 * A server inside the client, which has the client's code loaded and compiled before it calls another one.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.secret}, {@code protocol.value}, {@code vocabulary}, slf4j.
 * Runs on threads of its own, one for each connection of the client.
 */
@NullMarked
package dev.steward.client.warmup;

import org.jspecify.annotations.NullMarked;
