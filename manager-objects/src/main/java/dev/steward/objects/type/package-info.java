/**
 * The catalogue of built-in types: makes an object of a type from its creation arguments, and restores one.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.cell}, {@code objects.collection}, {@code objects.lock},
 * {@code objects.pool}, {@code objects.queue}, {@code objects.shared}, {@code vocabulary}. Runs on whatever thread makes an object, and
 * holds no state.
 */
@NullMarked
package dev.steward.objects.type;

import org.jspecify.annotations.NullMarked;
