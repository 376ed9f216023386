/**
 * The single-threaded driver: all groups, one queue of inputs, virtual time. For tests, the simulator, and whatever
 * wants the whole state as one deterministic machine.
 *
 * <p>May import: {@code api}, {@code objects}, {@code objects.directory}, {@code objects.session},
 * {@code objects.type}, {@code vocabulary}. Runs on the thread that calls it.
 */
@NullMarked
package dev.steward.objects.machine;

import org.jspecify.annotations.NullMarked;
