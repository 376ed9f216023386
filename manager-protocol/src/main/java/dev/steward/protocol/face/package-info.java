/**
 * The Java face of the built-in types: which operation a method is, and which exception a status code becomes.
 *
 * <p>May import: the api, {@code protocol.message} and {@code protocol.value}; no transport. Runs on the threads of
 * whoever calls a shared object; an {@link dev.steward.protocol.face.ObjectCaller} does the waiting.
 */
@NullMarked
package dev.steward.protocol.face;

import org.jspecify.annotations.NullMarked;
