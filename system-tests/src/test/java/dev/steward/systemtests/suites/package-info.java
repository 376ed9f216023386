/**
 * Guava's suites of tests for every list, concurrent map, queue, set and collection, run on live proxies of a real server.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, {@code systemtests.house}, AssertJ, Guava, JUnit, Netty.
 * Runs on the thread of the tests, by JUnit's vintage engine.
 */
@NullMarked
package dev.steward.systemtests.suites;

import org.jspecify.annotations.NullMarked;
