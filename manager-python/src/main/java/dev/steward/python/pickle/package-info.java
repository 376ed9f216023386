/**
 * What Python's {@code pickle} writes, as a graph: read from bytes of the protocols 0 to 5 and written back, without looking
 * anything up and without calling anything. A graph can be compared by a fingerprint of what it holds.
 *
 * <p>May import: {@code api}. Runs on the threads of whoever calls it; nothing blocks.
 */
@NullMarked
package dev.steward.python.pickle;

import org.jspecify.annotations.NullMarked;
