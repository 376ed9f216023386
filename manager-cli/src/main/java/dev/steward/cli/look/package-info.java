/**
 * The commands that look into a server or at several, and those that put right what somebody left behind.
 *
 * <p>May import: {@code admin.json}, {@code admin.watch}, {@code api}, {@code client}, {@code com.google.gson}, {@code com.google.gson.stream}, {@code vocabulary}, {@code vocabulary.lines}, picocli. Runs on the main thread.
 */
@NullMarked
package dev.steward.cli.look;

import org.jspecify.annotations.NullMarked;
