/**
 * The client against a real server in the same JVM, over loopback: calls, waits, breaks, deaths and the end.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, {@code systemtests.chaos}, {@code test}, {@code vocabulary}, AssertJ, Awaitility, JUnit.
 * Runs on the tests' threads.
 */
@NullMarked
package dev.steward.systemtests.client;

import org.jspecify.annotations.NullMarked;
