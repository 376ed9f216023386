/**
 * Facts about the transports: one contract for all of them.
 *
 * <p>May import: {@code api}, {@code protocol.callback}, {@code protocol.handshake}, {@code protocol.message},
 * {@code protocol.peer}, {@code protocol.value}, AssertJ, Awaitility, JUnit, Netty. Runs on the test's threads.
 */
@NullMarked
package dev.steward.client.transport;

import org.jspecify.annotations.NullMarked;
