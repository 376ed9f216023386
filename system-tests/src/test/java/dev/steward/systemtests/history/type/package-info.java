/**
 * Histories of shared objects of every type: how clients play with one, and what it is when calls come one after the
 * other.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, {@code systemtests.chaos}, {@code systemtests.client},
 * {@code systemtests.history}, {@code vocabulary}, AssertJ, JUnit. Clients play on threads of their own and note their
 * calls in one place; models and checks run on one thread.
 */
@NullMarked
package dev.steward.systemtests.history.type;

import org.jspecify.annotations.NullMarked;
