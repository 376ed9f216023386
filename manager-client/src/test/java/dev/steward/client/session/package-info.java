/**
 * Facts about the session's parts, each alone and with time given from outside.
 *
 * <p>May import: what {@code client.session} may, and the test libraries. Runs on the test's thread.
 */
@NullMarked
package dev.steward.client.session;

import org.jspecify.annotations.NullMarked;
