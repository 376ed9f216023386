/**
 * Plain connections between processes: packets over a TCP or Unix domain socket, after the handshake of
 * manager-protocol. Written over {@code java.nio}; {@code docs/decisions/0017-what-link-keeps-by-hand.md} says why not over
 * Netty.
 *
 * <p>May import: {@code api}, {@code process.child}, {@code protocol.frame}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.report}, {@code protocol.secret}, {@code protocol.transport}, slf4j. One thread, {@code manager-process-loop}, reads every
 * connection of this process and never blocks; any thread writes.
 */
@NullMarked
package dev.steward.process.link;

import org.jspecify.annotations.NullMarked;
