/**
 * What a program names that lets Python's own clients use a server.
 *
 * <p>May import: {@code api}, {@code python.endpoint}, {@code python.pickle}, {@code python.wire}, {@code server}, {@code vocabulary}. Called by the
 * threads that start and end the server.
 */
@NullMarked
package dev.steward.python;

import org.jspecify.annotations.NullMarked;
