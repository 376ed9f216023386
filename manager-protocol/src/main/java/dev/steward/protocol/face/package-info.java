/**
 * The Java face of the built-in types: which operation a method is, and which exception a status code becomes.
 *
 * <p>May import: {@code api}, {@code protocol.message}, {@code protocol.value}. Runs on the threads of whoever calls a
 * shared object; an {@link dev.steward.protocol.face.ObjectCaller} does the waiting.
 */
@NullMarked
package dev.steward.protocol.face;

import org.jspecify.annotations.NullMarked;
