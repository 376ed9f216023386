/**
 * What a program names that spreads over several processes of one machine: child processes, and what they share.
 *
 * <p>May import: the api, the protocol, the top packages of server and client, and the packages below. Runs on the threads
 * of whoever calls it.
 */
@NullMarked
package dev.steward.process;

import org.jspecify.annotations.NullMarked;
