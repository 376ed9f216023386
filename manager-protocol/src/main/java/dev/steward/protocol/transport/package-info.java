/**
 * What both ends of a connection have in common besides frames: whether it pays to poll before blocking, whether the
 * library beneath is there, and when the thread of an event loop is gone. And connections whose bytes others understand.
 *
 * <p>May import: nothing. Called by whichever thread is about to block: callers on the client, event loops on the
 * server.
 */
@NullMarked
package dev.steward.protocol.transport;

import org.jspecify.annotations.NullMarked;
