/**
 * The messages that travel, one record each, with the table of their types.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.secret}, {@code protocol.value},
 * {@code vocabulary}. Pure data: any thread.
 */
@NullMarked
package dev.steward.protocol.message;

import org.jspecify.annotations.NullMarked;
