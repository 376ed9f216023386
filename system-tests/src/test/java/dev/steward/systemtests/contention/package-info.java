/**
 * Many at once: processes that change the same entry, and thousands of calls that wait in the same place.
 *
 * <p>May import: the public packages of api, client and server, the programs and bases of the other tests, and the test
 * libraries. Runs on the tests' threads; the programs run in processes of their own.
 */
@NullMarked
package dev.steward.systemtests.contention;

import org.jspecify.annotations.NullMarked;
