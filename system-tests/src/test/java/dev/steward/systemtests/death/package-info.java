/**
 * Processes that die, stop and come back: clients and servers in JVMs of their own, killed and stopped by signals.
 *
 * <p>May import: {@code api}, {@code cli}, {@code client}, {@code protocol.connection}, {@code protocol.frame},
 * {@code protocol.message}, {@code protocol.value.codec}, {@code server}, {@code systemtests}, {@code systemtests.chaos},
 * {@code systemtests.client}, {@code systemtests.history}, {@code vocabulary}, AssertJ, Awaitility, JUnit, Netty. Runs on the tests' threads; the
 * programs run in processes of their own.
 */
@NullMarked
package dev.steward.systemtests.death;

import org.jspecify.annotations.NullMarked;
