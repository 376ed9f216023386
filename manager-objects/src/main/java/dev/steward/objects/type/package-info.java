/**
 * The catalogue of built-in types: makes an object of a type from its creation arguments, and restores one.
 *
 * <p>May import: {@code dev.steward.objects}, the rooms of its types, manager-vocabulary and manager-api. Runs on
 * whatever thread makes an object, and holds no state.
 */
@NullMarked
package dev.steward.objects.type;

import org.jspecify.annotations.NullMarked;
