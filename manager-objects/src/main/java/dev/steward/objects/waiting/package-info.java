/**
 * Objects in which calls wait: the lines they stand in, when their time is over, and what each session has in one
 * group.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code vocabulary}. Runs on whatever thread
 * feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.waiting;

import org.jspecify.annotations.NullMarked;
