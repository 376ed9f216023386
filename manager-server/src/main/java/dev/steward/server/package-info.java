/**
 * What a program that runs a manager server names: the server, its builder, its limits and events, and the shared objects
 * of its own process.
 *
 * <p>May import: the packages below it. Users' threads run here; users' code is only ever called on lanes, and events on a
 * thread of their own.
 */
@NullMarked
package dev.steward.server;

import org.jspecify.annotations.NullMarked;
