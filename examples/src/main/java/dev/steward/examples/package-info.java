/**
 * The listings of tutorials about Python's multiprocessing, each as a program with a {@code main}.
 *
 * <p>May import: {@code api}, {@code client}, {@code process}, {@code server}. Each program runs on its main thread;
 * the ones that start other programs read each one's lines on a thread of its own.
 */
@NullMarked
package dev.steward.examples;

import org.jspecify.annotations.NullMarked;
