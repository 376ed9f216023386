/**
 * Shared pools against a real server in the same JVM, with workers that are threads of the test.
 *
 * <p>May import: {@code api}, {@code client}, {@code face.pool}, {@code server}, {@code vocabulary}, AssertJ, JUnit. Runs on
 * the tests' threads.
 */
@NullMarked
package dev.steward.systemtests.pool;

import org.jspecify.annotations.NullMarked;
