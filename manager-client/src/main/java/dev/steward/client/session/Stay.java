package dev.steward.client.session;

import dev.steward.client.transport.ServerLink;

/**
 * One stay in a session: from entering it on a link to the break of that link.
 *
 * @param number counts the stays of a session, from 1
 * @param link the way to talk during it
 */
record Stay(int number, ServerLink link) {}
