/**
 * The server's own use of shared objects: the same faces, called in this process.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.type}, {@code protocol.callback}, {@code protocol.face},
 * {@code protocol.message}, {@code protocol.value}, {@code server.machine}. Users' threads and lanes run here, and
 * wait here.
 */
@NullMarked
package dev.steward.server.local;

import org.jspecify.annotations.NullMarked;
