/**
 * What values look like on the wire and in the store: the closed set in bytes, and what two values are to each other.
 *
 * <p>May import: {@code api}, Kryo. Runs on whatever thread has a value; never blocks.
 */
@NullMarked
package dev.steward.protocol.value;

import org.jspecify.annotations.NullMarked;
