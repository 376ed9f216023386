/**
 * What decoded values are: read-only copies, what stands for one that cannot be opened or of which nothing is known, and what
 * they are made into where a type is declared.
 *
 * <p>May import: {@code api}, {@code protocol.value}, {@code protocol.value.thrown}. Runs on whatever thread decodes; never blocks, unless what stands
 * for an object does.
 */
@NullMarked
package dev.steward.protocol.value.decoded;

import org.jspecify.annotations.NullMarked;
