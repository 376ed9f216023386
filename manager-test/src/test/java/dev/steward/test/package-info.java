/**
 * Tests of the kit for tests. Classes inside of them are run by a JUnit that a test starts.
 *
 * <p>May import: {@code api}, {@code client}, {@code process}, {@code server}, AssertJ, Awaitility, JUnit, OpenTelemetry. Runs on the threads of the tests.
 */
@NullMarked
package dev.steward.test;

import org.jspecify.annotations.NullMarked;
