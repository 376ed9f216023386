/**
 * The log of one durable server on its disk: entries in segments, snapshots that bound them, and what happens where the disk
 * is full, torn or damaged.
 *
 * <p>May import: {@code objects}, {@code server.log}, {@code server.machine}, slf4j.
 * One thread writes entries and applies them, another one writes snapshots; both wait for the disk. Whoever submits does not.
 */
@NullMarked
package dev.steward.server.store;

import org.jspecify.annotations.NullMarked;
