/**
 * What is seen of a server, as meters of Micrometer. {@code Metric} is the table of them.
 *
 * <p>May import: {@code admin.watch}, {@code api}, {@code server}, {@code vocabulary}, Micrometer. Meters are read by whatever thread their registry has; nothing blocks.
 */
@NullMarked
package dev.steward.admin.metrics;

import org.jspecify.annotations.NullMarked;
