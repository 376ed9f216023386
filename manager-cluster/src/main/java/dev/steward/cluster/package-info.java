/**
 * The log that several servers keep together, and whose entries each of them applies in the same order. Programs name
 * {@code ClusterOptions}, which a server takes.
 *
 * <p>May import: {@code api}, {@code cluster.consensus}, {@code cluster.jgroups}, {@code server}, slf4j. The engine's thread applies entries, a thread
 * {@code manager-cluster-log} proposes them again and gives up; whoever submits goes on.
 */
@NullMarked
package dev.steward.cluster;

import org.jspecify.annotations.NullMarked;
