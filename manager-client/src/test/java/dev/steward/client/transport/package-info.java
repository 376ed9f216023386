/**
 * Facts about the transports: one contract for all of them.
 *
 * <p>May import: {@code api}, {@code face.callback}, {@code protocol.connection}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.peer}, {@code protocol.secret}, {@code protocol.value},
 * {@code vocabulary}, AssertJ, Awaitility, JUnit, Netty. Runs on the test's threads.
 */
@NullMarked
package dev.steward.client.transport;

import org.jspecify.annotations.NullMarked;
