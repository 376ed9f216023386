/**
 * Which exception a failed operation becomes.
 *
 * <p>May import: the api, manager-vocabulary and {@code protocol.value}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.failure;

import org.jspecify.annotations.NullMarked;
