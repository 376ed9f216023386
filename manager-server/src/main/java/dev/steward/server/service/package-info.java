/**
 * What the server does around the machine: registered callables, methods of users' objects, ping, describe, shutdown.
 *
 * <p>May import: manager-api, manager-objects, manager-protocol, {@code server.lane}, {@code server.local}, {@code
 * server.machine}, {@code server.registry}. Calls come in on event loops and are run by lanes, which may block.
 */
@NullMarked
package dev.steward.server.service;

import org.jspecify.annotations.NullMarked;
