/**
 * The faces of values and arrays, and what typed cells are made with.
 *
 * <p>May import: {@code api}, {@code face.object}, {@code protocol.value.decoded}, {@code vocabulary}. Runs on the
 * threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.cell;

import org.jspecify.annotations.NullMarked;
