/**
 * Whether a connection or a call may enter: rights, limits, heap. Decided before the machine sees anything.
 *
 * <p>May import: {@code protocol.value}, {@code protocol.value.codec}, {@code vocabulary}. Event loops run here;
 * nothing blocks.
 */
@NullMarked
package dev.steward.server.admission;

import org.jspecify.annotations.NullMarked;
