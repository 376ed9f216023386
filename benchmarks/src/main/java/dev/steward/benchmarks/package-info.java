/**
 * The command that measures Steward against the raw socket and its peers.
 *
 * <p>May import: {@code benchmarks.cold}, {@code benchmarks.harness}, {@code benchmarks.peers}, {@code benchmarks.workloads}, picocli. Runs on
 * the main thread.
 */
@NullMarked
package dev.steward.benchmarks;

import org.jspecify.annotations.NullMarked;
