/**
 * Which exception a failed operation becomes.
 *
 * <p>May import: {@code api}, {@code protocol.value}, {@code protocol.value.codec}, {@code protocol.value.thrown},
 * {@code vocabulary}. Runs on the threads of whoever calls a shared object, or runs what was called.
 */
@NullMarked
package dev.steward.face.failure;

import org.jspecify.annotations.NullMarked;
