/**
 * The face of sets.
 *
 * <p>May import: {@code api}, {@code face.dict}, {@code face.object}, {@code vocabulary}. Runs on the threads of whoever
 * calls a shared object.
 */
@NullMarked
package dev.steward.face.set;

import org.jspecify.annotations.NullMarked;
