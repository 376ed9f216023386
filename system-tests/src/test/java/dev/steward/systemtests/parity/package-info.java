/**
 * The shared types beside their twins of the JDK: the same calls, the same results, over a real server on loopback.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, AssertJ, Awaitility, JUnit. Runs on the threads of the
 * tests; every test is bounded in time.
 */
@NullMarked
package dev.steward.systemtests.parity;

import org.jspecify.annotations.NullMarked;
