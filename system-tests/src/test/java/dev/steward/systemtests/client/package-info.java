/**
 * The client against a real server in the same JVM, over loopback: calls, waits, breaks, deaths and the end.
 *
 * <p>May import: the public packages of api, client and server, and the test libraries. Runs on the tests' threads.
 */
@NullMarked
package dev.steward.systemtests.client;

import org.jspecify.annotations.NullMarked;
