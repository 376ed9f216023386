package dev.steward.client.transport;

import dev.steward.protocol.message.SessionTerms;

/**
 * A session that was entered.
 *
 * @param link the way to talk in it
 * @param terms what the server grants and expects
 * @param askedAt the {@link System#nanoTime} at which the server was asked for it, after both had proved the key: before
 *     that nothing counts against the terms
 */
public record Entered(ServerLink link, SessionTerms terms, long askedAt) {}
