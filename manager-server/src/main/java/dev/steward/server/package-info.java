/**
 * What a program that runs a manager server names: the server, its builder, its limits and events, the shared objects
 * of its own process, and what a second way into a server needs of it.
 *
 * <p>May import: {@code api}, {@code face}, {@code face.inspection}, {@code objects}, {@code objects.directory}, {@code protocol.handshake},
 * {@code protocol.message}, {@code protocol.report}, {@code protocol.secret}, {@code protocol.transfer}, {@code protocol.transport}, {@code protocol.value}, {@code protocol.value.codec}, {@code server.admission}, {@code server.audit}, {@code server.lane}, {@code server.local}, {@code server.log},
 * {@code server.machine}, {@code server.registry}, {@code server.routing}, {@code server.service},
 * {@code server.session}, {@code server.store}, {@code server.transport}, {@code server.warmup}, {@code vocabulary}, slf4j. Users' threads run here; users' code is only ever called on
 * lanes, and events on a thread of their own.
 */
@NullMarked
package dev.steward.server;

import org.jspecify.annotations.NullMarked;
