/**
 * The sockets that everything rests on, as plain as can be: one that blocks, which ratios refer to, and one that
 * polls.
 *
 * <p>May import: {@code benchmarks.peers}, Netty. Servers run one thread per connection, clients on the threads of the
 * workload.
 */
@NullMarked
package dev.steward.benchmarks.peers.socket;

import org.jspecify.annotations.NullMarked;
