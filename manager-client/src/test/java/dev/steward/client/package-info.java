/**
 * Facts about the client against a scripted server: what it says, and what it makes of what it hears.
 *
 * <p>May import: what {@code client} may, and the test libraries. Runs on the test's threads.
 */
@NullMarked
package dev.steward.client;

import org.jspecify.annotations.NullMarked;
