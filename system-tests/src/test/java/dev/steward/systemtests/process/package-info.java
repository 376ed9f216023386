/**
 * Programs that start processes, and what becomes of these when somebody is killed.
 *
 * <p>May import: {@code api}, {@code client}, {@code examples}, {@code process}, {@code server}, {@code systemtests},
 * {@code systemtests.client}, AssertJ, Awaitility, JUnit. Each program runs in a JVM of its own; a test runs on its own thread.
 */
@NullMarked
package dev.steward.systemtests.process;

import org.jspecify.annotations.NullMarked;
