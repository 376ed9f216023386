/**
 * The trace that a call is part of, on its way from its caller to the code that it runs.
 *
 * <p>May import: {@code protocol.value}, OpenTelemetry. Runs on the threads of whoever calls, or runs what was called; never blocks.
 */
@NullMarked
package dev.steward.face.trace;

import org.jspecify.annotations.NullMarked;
