/**
 * How C lays out numbers, texts, structures and arrays in memory on this platform, and which Java value each stands for.
 *
 * <p>May import: {@code api}. Computes and reads or writes the bytes it is given, on whatever thread calls it; guards
 * nothing.
 */
@NullMarked
package dev.steward.process.ctype;

import org.jspecify.annotations.NullMarked;
