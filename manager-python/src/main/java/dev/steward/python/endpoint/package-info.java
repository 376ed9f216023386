/**
 * The server's end of the connections of Python's clients: what they command, which objects they have references to, and the
 * calls of each thread, in a session of its own.
 *
 * <p>May import: {@code api}, {@code protocol.message}, {@code protocol.report}, {@code protocol.transport}, {@code protocol.value},
 * {@code python.face}, {@code python.pickle}, {@code python.wire}, {@code server}, {@code vocabulary}, slf4j. Event loops run here and never block; what
 * is large goes to the workers of the server.
 */
@NullMarked
package dev.steward.python.endpoint;

import org.jspecify.annotations.NullMarked;
