/**
 * The directory: ids, names, and who refers to what.
 *
 * <p>May import: {@code dev.steward.objects}, {@code objects.shared}, {@code objects.type}, manager-vocabulary and
 * manager-api. Runs on whatever thread feeds the directory, one at a time.
 */
@NullMarked
package dev.steward.objects.directory;

import org.jspecify.annotations.NullMarked;
