/**
 * What processes wait for each other with: locks and their conditions, semaphores, events, barriers.
 *
 * <p>May import: {@code dev.steward.objects}, {@code objects.shared}, {@code objects.waiting}, manager-vocabulary and
 * manager-api. Runs on whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.lock;

import org.jspecify.annotations.NullMarked;
