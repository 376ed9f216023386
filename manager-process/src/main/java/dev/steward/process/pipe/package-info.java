/**
 * What is under a connection: the ends of a pipe, in the process that made it and in those it was passed to, and the ends
 * of a socket. A message that no receiver has taken is never lost with one.
 *
 * <p>May import: {@code api}, {@code process.link}. Users' threads wait here; the loop's thread brings what comes and
 * never blocks.
 */
@NullMarked
package dev.steward.process.pipe;

import org.jspecify.annotations.NullMarked;
