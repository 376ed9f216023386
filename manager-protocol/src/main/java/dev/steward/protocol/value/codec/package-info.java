/**
 * From Java's objects to values and back: the codec, opaque envelopes and the classes inside them, functions and
 * proxies.
 *
 * <p>May import: {@code api}, {@code protocol.value}, {@code protocol.value.decoded}, {@code protocol.value.jdk},
 * {@code protocol.value.thrown}, {@code vocabulary}, Kryo, Objenesis. Runs on whatever thread encodes or decodes; never blocks, unless what
 * it asks about references does.
 */
@NullMarked
package dev.steward.protocol.value.codec;

import org.jspecify.annotations.NullMarked;
