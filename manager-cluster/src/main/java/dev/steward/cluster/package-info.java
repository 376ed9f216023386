/**
 * The log that several servers keep together, and whose entries each of them applies in the same order. No server uses it yet:
 * {@code serve} has no option for it, and a durable server keeps its log itself.
 *
 * <p>May import: {@code cluster.consensus}, {@code cluster.jgroups}, slf4j. The engine's thread applies entries, a thread
 * {@code manager-cluster-log} proposes them again and gives up; whoever submits goes on.
 */
@NullMarked
package dev.steward.cluster;

import org.jspecify.annotations.NullMarked;
