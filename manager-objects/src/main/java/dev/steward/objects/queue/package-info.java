/**
 * Queues and iterators: elements that wait to be taken, elements in delivery, and those that nobody could take.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code objects.waiting}, {@code vocabulary}.
 * Runs on whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.queue;

import org.jspecify.annotations.NullMarked;
