/**
 * Tests of the log as JSON.
 *
 * <p>May import: {@code com.google.gson}, AssertJ, JUnit, slf4j. Runs on the threads of the tests.
 */
@NullMarked
package dev.steward.cli.log;

import org.jspecify.annotations.NullMarked;
