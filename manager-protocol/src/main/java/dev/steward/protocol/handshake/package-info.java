/**
 * How the two sides prove to each other that they share a key: two state machines that take messages and give
 * messages.
 *
 * <p>May import: {@code api}, {@code protocol.message}, {@code protocol.secret}. No clock, no I/O, no random source:
 * any thread, one at a time.
 */
@NullMarked
package dev.steward.protocol.handshake;

import org.jspecify.annotations.NullMarked;
