/**
 * What is measured: Steward and what it is compared with, each with its server and its client behind the same
 * interfaces.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, Netty. Servers run on threads of their own, clients on
 * the threads of the workload that calls them.
 */
@NullMarked
package dev.steward.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
