/**
 * Many at once: processes that change the same entry, and thousands of calls that wait in the same place.
 *
 * <p>May import: {@code api}, {@code client}, {@code server}, {@code systemtests}, {@code systemtests.client},
 * AssertJ, JUnit. Runs on the tests' threads; the programs run in processes of their own.
 */
@NullMarked
package dev.steward.systemtests.contention;

import org.jspecify.annotations.NullMarked;
