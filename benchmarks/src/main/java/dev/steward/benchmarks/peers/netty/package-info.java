/**
 * Netty with the records of the sockets: what asynchronous calls cost at least.
 *
 * <p>May import: {@code benchmarks.peers}, {@code benchmarks.peers.socket}, Netty. Servers run on event loops, which
 * never wait; clients on an event loop and the threads of the workload.
 */
@NullMarked
package dev.steward.benchmarks.peers.netty;

import org.jspecify.annotations.NullMarked;
