/**
 * Calls that must be refused, over a real server: each by the error that the JDK's own class would give, or ours, and with
 * every object as it was before.
 *
 * <p>May import: {@code api}, {@code cli}, {@code client}, {@code server}, {@code systemtests.house}, {@code vocabulary}, AssertJ, Awaitility, JUnit.
 * Runs on the threads of the tests.
 */
@NullMarked
package dev.steward.systemtests.misuse;

import org.jspecify.annotations.NullMarked;
