/**
 * Histories of shared objects of every type: how clients play with one, and what it is when calls come one after the other.
 *
 * <p>May import: the JDK, the test libraries, the bases of the other tests, the parent package, and of the project what
 * clients see, and the catalogue of types. Clients play on threads of their own and note their calls in one place; models and checks run on one thread.
 */
@NullMarked
package dev.steward.systemtests.history.type;

import org.jspecify.annotations.NullMarked;
