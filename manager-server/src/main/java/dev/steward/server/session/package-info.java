/**
 * The clients as the server knows them: their sessions, the connections of each, and their open calls.
 *
 * <p>May import: manager-api, manager-objects, {@code protocol.message}, {@code protocol.connection}, {@code
 * protocol.secret}, {@code protocol.value}, {@code protocol.transfer}, {@code server.admission}, {@code
 * server.machine}, {@code server.lane}, {@code server.service}. Event loops run here, and lanes where they answer;
 * nothing blocks.
 */
@NullMarked
package dev.steward.server.session;

import org.jspecify.annotations.NullMarked;
