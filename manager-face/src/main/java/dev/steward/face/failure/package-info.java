/**
 * Which exception a failed operation becomes.
 *
 * <p>May import: {@code api}, {@code protocol.value.codec}, {@code vocabulary}. Runs on the threads of whoever calls a
 * shared object.
 */
@NullMarked
package dev.steward.face.failure;

import org.jspecify.annotations.NullMarked;
