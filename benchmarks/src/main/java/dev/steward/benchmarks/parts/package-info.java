/**
 * The parts of a call, measured one by one inside one JVM: values, frames, proxies, dispatch, operations.
 *
 * <p>May import: the packages of every room; nothing imports it. Runs on the threads of the measuring harness.
 */
@NullMarked
package dev.steward.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
