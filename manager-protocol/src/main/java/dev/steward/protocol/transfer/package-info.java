/**
 * Values larger than a frame on their way: one side pulls, the other sends chunks; the same at both ends.
 *
 * <p>May import: {@code api}, {@code protocol.message}, {@code protocol.value}. Runs on the event loops of server and
 * client; nothing here blocks or starts a thread.
 */
@NullMarked
package dev.steward.protocol.transfer;

import org.jspecify.annotations.NullMarked;
