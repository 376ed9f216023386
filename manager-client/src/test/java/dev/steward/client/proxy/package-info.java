/**
 * Facts about the proxies, without a server.
 *
 * <p>May import: what {@code client.proxy} may, and the test libraries. Runs on the test's thread.
 */
@NullMarked
package dev.steward.client.proxy;

import org.jspecify.annotations.NullMarked;
