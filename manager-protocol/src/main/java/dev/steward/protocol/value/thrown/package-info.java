/**
 * How exceptions are looked into and made anew: past what their classes override, without the constructors of users'
 * classes, and those of the JDK with the fields that they had.
 *
 * <p>May import: {@code protocol.value}, Kryo. Runs on whatever thread encodes or decodes; never blocks.
 */
@NullMarked
package dev.steward.protocol.value.thrown;

import org.jspecify.annotations.NullMarked;
