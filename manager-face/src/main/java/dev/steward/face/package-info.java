/**
 * Java's side of the built-in types: which face an object has, and how shared objects are made.
 *
 * <p>May import: {@code api}, {@code face.cell}, {@code face.dict}, {@code face.list}, {@code face.lock},
 * {@code face.object}, {@code face.pool}, {@code face.queue}, {@code face.set}, {@code vocabulary}. Runs on the threads of
 * whoever calls a shared object; an {@link dev.steward.face.object.ObjectCaller} does the waiting.
 */
@NullMarked
package dev.steward.face;

import org.jspecify.annotations.NullMarked;
