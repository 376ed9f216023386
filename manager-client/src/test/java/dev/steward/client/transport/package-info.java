/**
 * Facts about the transports: one contract for all of them.
 *
 * <p>May import: what {@code client.transport} may, and the test libraries. Runs on the test's threads.
 */
@NullMarked
package dev.steward.client.transport;

import org.jspecify.annotations.NullMarked;
