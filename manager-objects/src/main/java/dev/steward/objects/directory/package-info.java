/**
 * The directory: ids, names, and who refers to what.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.shared}, {@code objects.type}, {@code vocabulary}. Runs
 * on whatever thread feeds the directory, one at a time.
 */
@NullMarked
package dev.steward.objects.directory;

import org.jspecify.annotations.NullMarked;
