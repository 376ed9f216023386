/**
 * A client inside the server, which has the server's code loaded and compiled before others call it.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.secret}, {@code protocol.value}, {@code vocabulary}. Runs on the thread that
 * asked for it.
 */
@NullMarked
package dev.steward.server.warmup;

import org.jspecify.annotations.NullMarked;
