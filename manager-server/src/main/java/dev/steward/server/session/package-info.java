/**
 * The clients as the server knows them: their sessions, the connections of each, and their open calls.
 *
 * <p>May import: {@code api}, {@code objects}, {@code protocol.connection},
 * {@code protocol.message}, {@code protocol.secret}, {@code protocol.transfer}, {@code protocol.value},
 * {@code server.admission}, {@code server.lane}, {@code server.machine}, {@code vocabulary}. Event loops run here, and
 * lanes where they answer; nothing blocks.
 */
@NullMarked
package dev.steward.server.session;

import org.jspecify.annotations.NullMarked;
