/**
 * Tests of what a server writes down.
 *
 * <p>May import: {@code server.admission}, {@code server.machine}, {@code vocabulary}, AssertJ, JUnit, slf4j. Runs on the threads of the tests.
 */
@NullMarked
package dev.steward.server.audit;

import org.jspecify.annotations.NullMarked;
