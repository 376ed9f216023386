/**
 * Servers that are given more than they can hold, by honest programs and by greedy ones: who is refused, with what, and for
 * how long.
 *
 * <p>May import: {@code api}, {@code client}, {@code protocol.connection}, {@code protocol.frame}, {@code protocol.message},
 * {@code protocol.peer}, {@code protocol.secret}, {@code protocol.value}, {@code server}, {@code systemtests},
 * {@code systemtests.client}, {@code vocabulary}, AssertJ, Awaitility, JUnit, Netty. Runs on the tests' threads; the servers run in
 * processes of their own, but for one that shares the heap of its program.
 */
@NullMarked
package dev.steward.systemtests.overload;

import org.jspecify.annotations.NullMarked;
