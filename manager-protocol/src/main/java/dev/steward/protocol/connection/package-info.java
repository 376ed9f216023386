/**
 * How far a connection has come and what it is for: what both sides of it keep for themselves.
 *
 * <p>May import: nothing. Pure data: any thread.
 */
@NullMarked
package dev.steward.protocol.connection;

import org.jspecify.annotations.NullMarked;
