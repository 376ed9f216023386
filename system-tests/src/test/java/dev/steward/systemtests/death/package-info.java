/**
 * Processes that die, stop and come back: clients and servers in JVMs of their own, killed and stopped by signals.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, {@code systemtests}, {@code systemtests.chaos},
 * {@code systemtests.client}, AssertJ, Awaitility, JUnit. Runs on the tests' threads; the programs run in processes of
 * their own.
 */
@NullMarked
package dev.steward.systemtests.death;

import org.jspecify.annotations.NullMarked;
