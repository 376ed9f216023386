/**
 * How what others do is told to people: not more often than somebody reads.
 *
 * <p>May import: {@code vocabulary}, slf4j. Any thread; nothing blocks but the log itself.
 */
@NullMarked
package dev.steward.protocol.report;

import org.jspecify.annotations.NullMarked;
