/**
 * Cells in shared memory: how their values are read, written and exchanged, and the locks that guard them.
 *
 * <p>May import: {@code api}, {@code process.ctype}, {@code process.memory}. Runs on the threads of whoever calls it; waiting for a lock blocks,
 * nothing else does.
 */
@NullMarked
package dev.steward.process.cell;

import org.jspecify.annotations.NullMarked;
