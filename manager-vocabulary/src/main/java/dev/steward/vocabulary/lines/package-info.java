/**
 * What an inspection told, in lines for people: the command line prints them, and the tests of a program that fail.
 *
 * <p>May import: {@code api}, {@code vocabulary}. Computes; any thread.
 */
@NullMarked
package dev.steward.vocabulary.lines;

import org.jspecify.annotations.NullMarked;
