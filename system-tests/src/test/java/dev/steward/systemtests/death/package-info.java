/**
 * Processes that die, stop and come back: clients and servers in JVMs of their own, killed and stopped by signals.
 *
 * <p>May import: the public packages of api, client and server, the base of the client tests, and the test libraries.
 * Runs on the tests' threads; the programs run in processes of their own.
 */
@NullMarked
package dev.steward.systemtests.death;

import org.jspecify.annotations.NullMarked;
