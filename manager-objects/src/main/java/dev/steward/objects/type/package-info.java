/**
 * The shared objects: list, dict, Namespace, Value, Queue, Condition, and what their waiting calls are made of.
 *
 * <p>May import: {@code api}, {@code objects}. Runs on whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.type;

import org.jspecify.annotations.NullMarked;
