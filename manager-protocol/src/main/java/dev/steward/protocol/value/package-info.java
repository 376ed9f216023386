/**
 * What values look like on the wire and in the store: the closed set in bytes, and what two values are to each other.
 *
 * <p>May import: manager-api, and Kryo's input and output, which lives only here and below. Runs on whatever thread
 * has a value; never blocks.
 */
@NullMarked
package dev.steward.protocol.value;

import org.jspecify.annotations.NullMarked;
