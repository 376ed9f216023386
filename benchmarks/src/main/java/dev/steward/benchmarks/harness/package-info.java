/**
 * How workloads are measured fairly: processes that are started, placed, warmed up and measured in turn, and what is made
 * of their figures.
 *
 * <p>May import: {@code benchmarks.peers}, {@code benchmarks.peers.netty}, {@code benchmarks.peers.rmi},
 * {@code benchmarks.peers.socket}, {@code benchmarks.peers.steward}, {@code benchmarks.workloads}.
 * {@code ServerProcess} and {@code ClientProcess} are the programs of the processes that are measured; everything else
 * runs on the main thread of the command, apart from one thread per process that reads its lines.
 */
@NullMarked
package dev.steward.benchmarks.harness;

import org.jspecify.annotations.NullMarked;
