/**
 * Drives the machine's groups from any number of threads, and gives it what it may not take itself: time, ids, the
 * epoch.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.session}, {@code protocol.report}, {@code protocol.value}, {@code vocabulary}, slf4j. Whoever brings an
 * input to an idle group runs it here: event loops, lanes, the users' own threads. Nothing blocks.
 */
@NullMarked
package dev.steward.server.machine;

import org.jspecify.annotations.NullMarked;
