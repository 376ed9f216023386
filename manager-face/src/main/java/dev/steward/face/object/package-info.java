/**
 * What all faces have in common: the way to an object, and how answers are read and changes are made.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code protocol.value.codec}, {@code protocol.value.decoded},
 * {@code vocabulary}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.object;

import org.jspecify.annotations.NullMarked;
