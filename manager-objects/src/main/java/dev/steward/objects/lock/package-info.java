/**
 * What processes wait for each other with: locks and their conditions, semaphores, events, barriers.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code objects.waiting}, {@code vocabulary}.
 * Runs on whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.lock;

import org.jspecify.annotations.NullMarked;
