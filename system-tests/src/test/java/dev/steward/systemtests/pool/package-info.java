/**
 * Shared pools against a real server in the same JVM, with workers that are threads of the test.
 *
 * <p>May import: {@code api}, {@code client}, {@code face}, {@code face.failure}, {@code face.object}, {@code face.pool},
 * {@code process}, {@code protocol.value}, {@code server}, {@code systemtests}, {@code systemtests.client},
 * {@code systemtests.house}, {@code systemtests.pool.tasks}, {@code vocabulary}, AssertJ, Awaitility, JUnit. Runs on
 * the tests' threads.
 */
@NullMarked
package dev.steward.systemtests.pool;

import org.jspecify.annotations.NullMarked;
