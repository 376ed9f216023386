/**
 * What a server writes down of who came and what was forced, in a file for those who ask later.
 *
 * <p>May import: {@code server.admission}, {@code server.machine}, {@code vocabulary}, slf4j. Any thread reports; {@code manager-server-audit} writes.
 */
@NullMarked
package dev.steward.server.audit;

import org.jspecify.annotations.NullMarked;
