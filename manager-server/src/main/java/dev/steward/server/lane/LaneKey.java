package dev.steward.server.lane;

/**
 * Whose lane it is.
 *
 * @param session the session; its text is part of the thread's name
 * @param thread the logical thread of the client
 */
public record LaneKey(Object session, int thread) {}
