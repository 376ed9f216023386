/**
 * Pools that several processes share, their results and iterators, and the place of a worker in one.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code face.object}, {@code protocol.value},
 * {@code protocol.value.codec}, {@code protocol.value.decoded}, {@code vocabulary}, slf4j. Runs on the threads of
 * whoever calls a shared object; callbacks on threads of the client that are there for them.
 */
@NullMarked
package dev.steward.face.pool;

import org.jspecify.annotations.NullMarked;
