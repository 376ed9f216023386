package dev.steward.client.transport;

import dev.steward.protocol.message.SessionTerms;

/**
 * A session that was entered.
 *
 * @param link the way to talk in it
 * @param terms what the server grants and expects
 */
public record Entered(Link link, SessionTerms terms) {}
