/**
 * The threads on which futures are completed and listeners are told: users' code, away from whatever must not block.
 *
 * <p>May import: slf4j. Runs on threads of its own; any thread hands tasks over, loops included.
 */
@NullMarked
package dev.steward.face.callback;

import org.jspecify.annotations.NullMarked;
