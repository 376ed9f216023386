/**
 * Lists, dicts and namespaces.
 *
 * <p>May import: {@code dev.steward.objects}, {@code objects.shared}, manager-vocabulary and manager-api. Runs on
 * whatever thread feeds the object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.collection;

import org.jspecify.annotations.NullMarked;
