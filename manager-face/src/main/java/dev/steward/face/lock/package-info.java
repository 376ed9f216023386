/**
 * The faces of what processes wait for each other with: locks, conditions, semaphores, events, barriers.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code face.object}, {@code vocabulary}. Runs on the threads of
 * whoever calls a shared object.
 */
@NullMarked
package dev.steward.face.lock;

import org.jspecify.annotations.NullMarked;
