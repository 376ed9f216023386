/**
 * Python's side of the types: one table per type, of the names that Python calls to operations, with Python's arguments,
 * results and errors.
 *
 * <p>May import: {@code api}, {@code protocol.message}, {@code protocol.value}, {@code python.pickle}, {@code python.value}, {@code vocabulary}. Runs on
 * the event loop of a connection, or on the thread that has the answer; nothing blocks.
 */
@NullMarked
package dev.steward.python.face;

import org.jspecify.annotations.NullMarked;
