/**
 * Steward as its users get it.
 *
 * <p>May import: {@code admin}, {@code api}, {@code benchmarks.peers}, {@code client}, {@code server}. Servers run on Steward's
 * threads, clients on the threads of the workload.
 */
@NullMarked
package dev.steward.benchmarks.peers.steward;

import org.jspecify.annotations.NullMarked;
