/**
 * The command line: a server to start, and small clients that look at one.
 *
 * <p>May import: {@code admin}, {@code admin.json}, {@code api}, {@code cli.look}, {@code client}, {@code cluster}, {@code process}, {@code python}, {@code server}, {@code vocabulary}, picocli,
 * slf4j. Runs on the main thread;
 * signals come in on a thread of the JVM.
 */
@NullMarked
package dev.steward.cli;

import org.jspecify.annotations.NullMarked;
