/**
 * Looking into a server: what it answers, made into what people read.
 *
 * <p>May import: {@code api}, {@code face.failure}, {@code face.pool}, {@code protocol.value.decoded}, {@code vocabulary}. Runs on the threads of
 * whoever asks.
 */
@NullMarked
package dev.steward.face.inspection;

import org.jspecify.annotations.NullMarked;
