/**
 * Memory that several processes of one machine have at the same time: blocks, which are files in the folder that the
 * system keeps in memory, mapped by whoever opens them. What is in a block is up to those who use it.
 *
 * <p>May import: {@code api}, {@code process.child}, {@code process.reference}, {@code protocol.value.codec}, slf4j. Runs on the threads of whoever calls it; making a block blocks while it is filled with zeros.
 */
@NullMarked
package dev.steward.process.memory;

import org.jspecify.annotations.NullMarked;
