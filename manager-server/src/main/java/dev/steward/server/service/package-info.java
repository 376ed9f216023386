/**
 * What the server does around the machine: registered callables, methods of users' objects, ping, describe, inspect, shutdown.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code face.inspection}, {@code face.trace}, {@code objects}, {@code objects.shared},
 * {@code protocol.value}, {@code protocol.value.codec}, {@code server.lane}, {@code server.local}, {@code server.machine},
 * {@code server.registry}, {@code server.session}, {@code vocabulary}, slf4j. Calls come in on event loops and are run by lanes, which may
 * block.
 */
@NullMarked
package dev.steward.server.service;

import org.jspecify.annotations.NullMarked;
