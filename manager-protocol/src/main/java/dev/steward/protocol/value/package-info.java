/**
 * What values look like on the wire and in the store: the closed set in bytes, opaque envelopes, equality and order.
 *
 * <p>May import: {@code api}, Kryo, Objenesis. Kryo lives only here. Runs on whatever thread encodes or decodes; never
 * blocks.
 */
@NullMarked
package dev.steward.protocol.value;

import org.jspecify.annotations.NullMarked;
