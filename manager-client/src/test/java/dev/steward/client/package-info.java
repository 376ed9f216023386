/**
 * Facts about the client against a scripted server: what it says, and what it makes of what it hears.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.handshake}, {@code protocol.message},
 * {@code protocol.peer}, {@code protocol.value}, {@code vocabulary}, AssertJ, Awaitility, JUnit, OpenTelemetry. Runs on the
 * test's threads.
 */
@NullMarked
package dev.steward.client;

import org.jspecify.annotations.NullMarked;
