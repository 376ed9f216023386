/**
 * The messages that travel, one record each, with the tables of message types, operations and status codes.
 *
 * <p>May import: {@code api}, {@code protocol.value}. Pure data: any thread.
 */
@NullMarked
package dev.steward.protocol.message;

import org.jspecify.annotations.NullMarked;
