/**
 * The faces of queues and iterators.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code face.object}, {@code protocol.value},
 * {@code protocol.value.decoded}, {@code vocabulary}. Runs on the threads of whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.queue;

import org.jspecify.annotations.NullMarked;
