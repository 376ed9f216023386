/**
 * The programs of the cold suite, one main method each: written as a user would, without anything of the harness.
 *
 * <p>May import: {@code api}, {@code benchmarks.harness}, {@code benchmarks.peers}, {@code client}, {@code process},
 * {@code server}. Each runs on the main thread of a process of its own.
 */
@NullMarked
package dev.steward.benchmarks.cold.programs;

import org.jspecify.annotations.NullMarked;
