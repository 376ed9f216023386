/**
 * Values after their way: from client to server to another client, in the server's own process, larger than a frame.
 *
 * <p>May import: {@code api}, {@code client}, {@code process}, {@code protocol.value.codec}, {@code server},
 * {@code systemtests}, {@code systemtests.client}, AssertJ, Awaitility, JUnit. Runs on the threads of the tests; every test
 * is bounded in time.
 */
@NullMarked
package dev.steward.systemtests.values;

import org.jspecify.annotations.NullMarked;
