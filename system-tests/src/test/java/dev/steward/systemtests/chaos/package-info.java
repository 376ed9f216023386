/**
 * Chaos: clients and a server in processes of their own, a network between them that is broken on purpose, processes that
 * are killed and stopped, all drawn from a seed, and the audit of what the clients were told meanwhile.
 *
 * <p>May import: {@code api}, {@code client}, {@code systemtests}, {@code systemtests.history}, AssertJ, Awaitility,
 * JUnit. Runs on the tests' threads; a proxy has two threads per connection.
 */
@NullMarked
package dev.steward.systemtests.chaos;

import org.jspecify.annotations.NullMarked;
