/**
 * Pools that several processes share: jobs and their tasks, the workers that have them, and what they came to.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code objects.waiting}, {@code vocabulary}. Runs on
 * whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.pool;

import org.jspecify.annotations.NullMarked;
