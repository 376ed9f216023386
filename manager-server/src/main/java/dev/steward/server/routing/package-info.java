/**
 * Where what the machine puts out goes: each effect to the room of the server that does it.
 *
 * <p>May import: {@code api}, {@code objects}, {@code server.admission}, {@code server.lane},
 * {@code server.registry}, {@code server.service}, {@code server.session}. Whichever thread runs a group runs here;
 * nothing blocks.
 */
@NullMarked
package dev.steward.server.routing;

import org.jspecify.annotations.NullMarked;
