/**
 * The messages that travel, one record each, with the table of their types.
 *
 * <p>May import: manager-api, {@code protocol.value} for what a call carries, {@code protocol.secret}, {@code
 * protocol.connection}. Pure data: any thread.
 */
@NullMarked
package dev.steward.protocol.message;

import org.jspecify.annotations.NullMarked;
