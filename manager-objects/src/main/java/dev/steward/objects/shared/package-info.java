/**
 * What all shared objects have in common: how a call is checked and answered, what stored values refer to, how changes
 * are counted.
 *
 * <p>May import: {@code api}, {@code objects}, {@code vocabulary}. Runs on whatever thread feeds the object's group,
 * one at a time.
 */
@NullMarked
package dev.steward.objects.shared;

import org.jspecify.annotations.NullMarked;
