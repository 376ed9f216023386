/**
 * The faces of queues and iterators.
 *
 * <p>May import: the api, manager-vocabulary, {@code face.object}, {@code face.failure} and {@code protocol.value}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.queue;

import org.jspecify.annotations.NullMarked;
