/**
 * The faces of values and arrays, and what typed cells are made with.
 *
 * <p>May import: the api, manager-vocabulary, {@code face.object}, {@code face.failure} and {@code protocol.value}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.cell;

import org.jspecify.annotations.NullMarked;
