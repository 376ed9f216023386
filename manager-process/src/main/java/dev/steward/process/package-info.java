/**
 * What a program names that spreads over several processes of one machine: child processes, and what they share.
 *
 * <p>May import: {@code api}, {@code face.pool}, {@code process.cell}, {@code process.child}, {@code process.ctype},
 * {@code process.link}, {@code process.memory}, {@code process.pipe}, {@code process.pool}, {@code process.reference}, {@code process.tree},
 * {@code process.worker}, {@code protocol.value}, {@code protocol.value.codec}, {@code protocol.value.decoded},
 * progressbar, slf4j. Runs on the threads of whoever calls it.
 */
@NullMarked
package dev.steward.process;

import org.jspecify.annotations.NullMarked;
