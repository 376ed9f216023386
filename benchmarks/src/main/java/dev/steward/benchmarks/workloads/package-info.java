/**
 * What is done with a peer, and what it says: calls, queues, in the processes of clients.
 *
 * <p>May import: {@code benchmarks.peers}. Runs in a client process, on threads that the workload starts.
 */
@NullMarked
package dev.steward.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
