/**
 * The server's own use of shared objects: the same faces, called in this process.
 *
 * <p>May import: {@code api}, {@code face}, {@code face.callback}, {@code face.failure}, {@code face.object},
 * {@code objects}, {@code objects.shared}, {@code objects.type}, {@code protocol.value}, {@code protocol.value.codec},
 * {@code protocol.value.decoded}, {@code server.machine}, {@code vocabulary}. Users' threads and lanes run here, and
 * wait here.
 */
@NullMarked
package dev.steward.server.local;

import org.jspecify.annotations.NullMarked;
