/**
 * The engine jgroups-raft behind the interface of a cluster's log: how it is put together, what it keeps on the disk, and how
 * its members prove the key to each other.
 *
 * <p>May import: {@code cluster.consensus}, JGroups, slf4j. The engine's threads run here, those that let connections in
 * ({@code manager-cluster-door}, {@code manager-cluster-proof}), and whoever starts and ends it.
 */
@NullMarked
package dev.steward.cluster.jgroups;

import org.jspecify.annotations.NullMarked;
