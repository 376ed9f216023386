/**
 * Facts about the session's parts, each alone and with time given from outside.
 *
 * <p>May import: {@code api}, {@code client.transport}, {@code protocol.connection}, {@code protocol.handshake}, {@code protocol.message},
 * {@code protocol.secret}, {@code protocol.value}, {@code vocabulary}, AssertJ, Awaitility, JUnit. Runs on the test's thread.
 */
@NullMarked
package dev.steward.client.session;

import org.jspecify.annotations.NullMarked;
