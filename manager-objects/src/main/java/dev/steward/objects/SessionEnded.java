package dev.steward.objects;

/**
 * Tells an object, and at last the directory, that a session is no more: nothing that it held stays held.
 *
 * @param session which one
 */
public record SessionEnded(long now, SessionId session) implements Input {}
