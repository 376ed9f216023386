/**
 * What all faces have in common: the way to an object, and how answers are read and changes are made.
 *
 * <p>May import: the api, manager-vocabulary, {@code face.failure} and {@code protocol.value}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.object;

import org.jspecify.annotations.NullMarked;
