/**
 * How objects of one process get to another that it started: which managers both reach, and what travels in the place of
 * proxies and managers.
 *
 * <p>May import: {@code api}, {@code client}, {@code face}, {@code face.failure}, {@code protocol.value},
 * {@code protocol.value.codec}. Runs on the thread that encodes or decodes; decoding connects and may block.
 */
@NullMarked
package dev.steward.process.reference;

import org.jspecify.annotations.NullMarked;
