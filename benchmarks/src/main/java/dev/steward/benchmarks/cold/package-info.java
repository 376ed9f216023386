/**
 * Whole programs from their start to their end: what is seen of Steward, and of its peers, by whoever starts a program that
 * lives for a second.
 *
 * <p>May import: {@code benchmarks.cold.programs}, {@code benchmarks.harness}, {@code benchmarks.workloads}. Everything
 * runs on the main thread of the command.
 */
@NullMarked
package dev.steward.benchmarks.cold;

import org.jspecify.annotations.NullMarked;
