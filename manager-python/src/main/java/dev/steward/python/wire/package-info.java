/**
 * What CPython's {@code multiprocessing.connection} says: frames, and the handshake by which both sides prove a key.
 *
 * <p>May import: {@code api}. Called on the event loop of the connection; nothing blocks.
 */
@NullMarked
package dev.steward.python.wire;

import org.jspecify.annotations.NullMarked;
