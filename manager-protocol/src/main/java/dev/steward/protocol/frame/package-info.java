/**
 * Messages to bytes and back: one codec, and its two mouths, handlers for Netty and reader and writer for plain
 * channels.
 *
 * <p>May import: {@code api}, {@code protocol.connection}, {@code protocol.message}, {@code protocol.secret},
 * {@code protocol.value}, {@code vocabulary}, Netty. Runs on the thread that reads or writes the connection; nothing
 * here blocks or starts a thread.
 */
@NullMarked
package dev.steward.protocol.frame;

import org.jspecify.annotations.NullMarked;
