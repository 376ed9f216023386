/**
 * What CPython's {@code multiprocessing.connection} says: frames, and the handshake by which both sides prove a key.
 *
 * <p>May import: {@code api}, {@code protocol.transport}. Called on the event loop of the connection, where
 * nothing blocks, but for {@code ClientEnd}, which blocks whoever exercises a server.
 */
@NullMarked
package dev.steward.python.wire;

import org.jspecify.annotations.NullMarked;
