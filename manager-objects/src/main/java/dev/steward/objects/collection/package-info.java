/**
 * Lists, dicts, sets and namespaces.
 *
 * <p>May import: {@code objects}, {@code objects.shared}, {@code vocabulary}. Runs on whatever thread feeds the
 * object's group, one at a time.
 */
@NullMarked
package dev.steward.objects.collection;

import org.jspecify.annotations.NullMarked;
