/**
 * What a peer is to a workload: its server, its client, and what a client hands out, behind the same interfaces for all;
 * and what several peers share.
 *
 * <p>May import: nothing. Servers run on threads of their own, clients on the threads of the workload that calls them.
 */
@NullMarked
package dev.steward.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
