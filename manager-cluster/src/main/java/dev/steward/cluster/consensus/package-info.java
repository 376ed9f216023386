/**
 * What an engine does for the log of a cluster, named by the log: an engine implements {@code Consensus}, and promises no more
 * than that says.
 *
 * <p>May import: nothing. The engine's threads run here, and those of the log.
 */
@NullMarked
package dev.steward.cluster.consensus;

import org.jspecify.annotations.NullMarked;
