/**
 * The machine of a server behind a log: what the log keeps is applied by one thread, in its order.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.machine}, {@code objects.type},
 * {@code server.machine}, {@code vocabulary}, slf4j.
 * The log's thread applies here; whoever has an input gives it to the log and goes on. Nothing blocks.
 */
@NullMarked
package dev.steward.server.log;

import org.jspecify.annotations.NullMarked;
