/**
 * What of the JDK's own classes becomes of bytes, and what of them only their serialized form tells.
 *
 * <p>May import: {@code api}, {@code protocol.value}. Runs on whatever thread encodes or decodes; never blocks.
 */
@NullMarked
package dev.steward.protocol.value.jdk;

import org.jspecify.annotations.NullMarked;
