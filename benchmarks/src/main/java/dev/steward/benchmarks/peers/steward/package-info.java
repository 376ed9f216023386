/**
 * Steward as its users get it.
 *
 * <p>May import: the peers' interfaces, the top packages of api, server and client. Servers run on Steward's threads,
 * clients on the threads of the workload.
 */
@NullMarked
package dev.steward.benchmarks.peers.steward;

import org.jspecify.annotations.NullMarked;
