/**
 * What processes, pipes and pools take, from the start of a child on.
 *
 * <p>May import: {@code api}, {@code process}. Nothing imports it. Runs on the main thread and in child processes.
 */
@NullMarked
package dev.steward.benchmarks.processes;

import org.jspecify.annotations.NullMarked;
