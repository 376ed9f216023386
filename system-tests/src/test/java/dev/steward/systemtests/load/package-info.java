/**
 * Many clients at once, more load than a server can take, and long runs: that calls are right, that nothing is lost and that
 * nothing grows. A slice in each build; {@code -Psoak} has the whole.
 *
 * <p>May import: {@code api}, {@code client}, {@code systemtests}, {@code systemtests.client}, {@code systemtests.death},
 * AssertJ, Awaitility, JUnit, Netty. Runs on the tests' threads; the programs run in processes of their own.
 */
@NullMarked
package dev.steward.systemtests.load;

import org.jspecify.annotations.NullMarked;
