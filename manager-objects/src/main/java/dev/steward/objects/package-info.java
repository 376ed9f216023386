/**
 * What the machine is made of: values, ids, operations, inputs, outputs, groups, and how state is written down.
 *
 * <p>May import: {@code api}, {@code vocabulary}. Runs on whatever thread feeds a group, one at a time.
 */
@NullMarked
package dev.steward.objects;

import org.jspecify.annotations.NullMarked;
