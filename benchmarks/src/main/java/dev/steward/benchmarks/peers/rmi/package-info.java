/**
 * The JDK's remote method invocation, with the same objects as Steward's.
 *
 * <p>May import: {@code benchmarks.peers}. Servers run on RMI's threads, clients on the threads of the workload.
 */
@NullMarked
package dev.steward.benchmarks.peers.rmi;

import org.jspecify.annotations.NullMarked;
