/**
 * The built-in types, one row each in {@link dev.steward.objects.type.Catalogue}: collections, cells, queues, locks and what
 * else threads wait at; and what their waiting calls are made of.
 *
 * <p>May import: {@code api}, {@code objects}. Runs on whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.type;

import org.jspecify.annotations.NullMarked;
