/**
 * The faces of dicts and namespaces, and what can be a key.
 *
 * <p>May import: {@code api}, {@code face.object}, {@code protocol.value.decoded}, {@code vocabulary}. Runs on the
 * threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.dict;

import org.jspecify.annotations.NullMarked;
